import type { ExplainOptions } from '../../../worker/api';

/** What the person chose in the dialog; kept from one picture to the next. */
export interface ExplainSettings {
  readonly method: ExplainOptions['method'];
  /** `predicted`, `true`, or the place of a class as text. */
  readonly target: string;
  /** Name of a layer; empty: the last one with a map. */
  readonly layer: string;
  /** Side of the patch as a share of the picture's. */
  readonly patch: number;
  readonly fill: 'grey' | 'mean';
  /** Whether the same network with random weights is shown beside. */
  readonly random: boolean;
  /** Of the heat map over the picture, in [0, 1]. */
  readonly opacity: number;
}

export const FIRST_SETTINGS: ExplainSettings = {
  method: 'grad-cam',
  target: 'predicted',
  layer: '',
  patch: 0.2,
  fill: 'grey',
  random: false,
  opacity: 0.6,
};

/** The same random weights each time: what differs between pictures is then the picture. */
const RANDOM_SEED = 1;

/** What to ask the engine for. `truth` is the place of the true class, where it is known. */
export function explainOptions(settings: ExplainSettings, truth: number | undefined): ExplainOptions {
  const { method, layer, patch, fill, random } = settings;
  const place = settings.target === 'true' ? truth : Number(settings.target);
  const target = settings.target === 'predicted' || place === undefined ? {} : { target: place };
  if (method === 'occlusion') return { method, patch, fill, ...target };
  return { method, ...target, ...(layer && { layer }), ...(random && { randomSeed: RANDOM_SEED }) };
}
