import type { FitOptions } from '../../plan/expressions';
import type { HeadSpec, ModelSpec } from '../../plan/plan';
import { createHead } from '../networks/head';
import { INFERENCE } from '../networks/modes';
import type { Body, WeightMap } from '../networks/network';
import { openBody } from '../networks/open-body';
import { pool } from '../networks/pooling';
import type { Platform } from '../platform/platform';
import type { Trainable, TrainedParameter } from '../training/trainable';
import { tune } from './tune';

export interface OpenedTrainable extends Trainable {
  /** What predicting needs of the weights that a training left: kernels in place of their updates. */
  merged(weights: WeightMap): Promise<WeightMap>;
  dispose(): void;
}

/** How gently the body moves. */
export type Rates = Pick<FitOptions, 'backboneRate' | 'layerDecay'>;

type Start = {
  readonly classes: number;
  /** Weights that differ from the body's origin; the head's too, to continue or to predict. */
  readonly weights: WeightMap;
  /** Of a new head; without it the head's weights are among `weights`. */
  readonly seed?: number;
  /** How gently the body moves. */
  readonly rates?: Rates;
};

/**
 * Opens the part of a network that trains: the blocks behind the frozen prefix, pooling and head.
 * With everything frozen there is no body to open, and inputs are pooled features.
 */
export async function openTrainable(
  model: ModelSpec,
  head: HeadSpec,
  platform: Platform,
  { classes, weights, seed, rates = { backboneRate: 1, layerDecay: 1 } }: Start,
): Promise<OpenedTrainable> {
  const from = model.frozenBlocks;
  const to = model.blocks.length;
  const body: Body | undefined = from < to ? await openBody(model, platform, weights, seed) : undefined;
  // To predict there is nothing to tune: what was tuned is among the weights.
  const tuned = body && tune(bodyParameters(body, from, to, rates), model, seed);
  const newHead = createHead(head, model.features, classes, seed === undefined ? { weights } : { seed });
  return {
    blocks: to - from,
    stem: (inputs, end) =>
      body && end > 0 ? body.forward(inputs, from, from + end, INFERENCE) : inputs.clone(),
    forward(inputs, mode, start = 0) {
      if (!body) return newHead.forward(inputs as Parameters<typeof newHead.forward>[0], mode);
      const map = body.forward(inputs, from + start, to, { ...mode, batchNorm: model.batchNorm });
      return newHead.forward(pool(map, model.pooling), mode);
    },
    head: (features, mode) => newHead.forward(features as Parameters<typeof newHead.forward>[0], mode),
    parameters: [
      ...(tuned?.parameters ?? []),
      ...newHead.parameters().map((parameter) => ({
        ...parameter,
        rate: 1,
        l2: parameter.role === 'kernel' ? head.l2 : 0,
        block: to - from,
      })),
    ],
    composed: tuned?.updates ?? [],
    async merged(weights) {
      const kernels = await Promise.all((tuned?.updates ?? []).map((update) => update.merged(weights)));
      const sources = new Set(
        (tuned?.updates ?? []).flatMap((update) => update.sources.map(({ name }) => name)),
      );
      const others = Object.entries(weights).filter(([name]) => !sources.has(name));
      return Object.assign(Object.fromEntries(others), ...kernels);
    },
    dispose() {
      for (const update of tuned?.updates ?? []) update.dispose();
      body?.dispose();
      newHead.dispose();
    },
  };
}

/** Blocks [from, to) with the rates of ULMFiT (Howard & Ruder 2018): the further from the head, the gentler. */
function bodyParameters(
  body: Body,
  from: number,
  to: number,
  { backboneRate, layerDecay }: Rates,
): TrainedParameter[] {
  return Array.from({ length: to - from }, (_, block) => {
    const rate = backboneRate * layerDecay ** (to - from - 1 - block);
    const parameters = body.parameters(from + block, from + block + 1);
    return parameters.map((parameter) => ({ ...parameter, rate, l2: 0, block }));
  }).flat();
}
