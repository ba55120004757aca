import { toGrayscale } from '../engine/data/grayscale';
import { resizeToSquare } from '../engine/data/resize';
import type { TrainedNetwork } from '../engine/networks/network';
import type { OpenNetwork } from '../engine/networks/open-network';
import { openPredictor, type Predictor } from '../engine/networks/predictor';
import type { Platform, RgbImage } from '../engine/platform/platform';
import type { LoadExpression } from '../plan/expressions';
import type { ClassProbability } from './api';

interface Opened {
  readonly fitKey: string;
  readonly predictor: Predictor;
}

/** Trained networks ready to answer. Only the last one asked is kept open: each holds its weights twice. */
export function createPredictors(
  platform: Platform,
  networkOf: (fitKey: string) => Promise<TrainedNetwork | undefined>,
) {
  let open: Opened | undefined;

  function release(): void {
    open?.predictor.dispose();
    open = undefined;
  }

  async function openOf(fitKey: string): Promise<Opened> {
    if (open?.fitKey === fitKey) return open;
    release();
    const network = await networkOf(fitKey);
    if (!network) throw new Error('This network is not stored any more. Run the graph again.');
    open = { fitKey, predictor: await openPredictor(network, platform) };
    return open;
  }

  const opened = async (fitKey: string): Promise<OpenNetwork> => (await openOf(fitKey)).predictor.opened;

  async function predict(fitKey: string, picture: RgbImage): Promise<readonly ClassProbability[]> {
    const { predictor } = await openOf(fitKey);
    const { network } = predictor;
    const values = await predictor.probabilities(inputOf(network, picture, 'crop'));
    return network.classes.map((name, index) => ({ name, probability: values[index] ?? 0 }));
  }

  return { predict, opened, release };
}

/** A picture as a network takes it: bytes, shaped as its input. */
export function inputOf(
  { model }: TrainedNetwork,
  picture: RgbImage,
  fit: LoadExpression['fit'],
): Uint8Array {
  const { shape, preprocessing } = model.input;
  const [side = 0, , channels] = shape;
  const rgb = resizeToSquare(picture, side, fit, preprocessing.resize);
  return channels === 1 ? toGrayscale(rgb) : rgb;
}
