import type { HeadSpec, ModelSpec } from '../../plan/plan';
import { createHead } from '../networks/head';
import type { Body, WeightMap } from '../networks/network';
import { openBody } from '../networks/open-body';
import { pool } from '../networks/pooling';
import type { Platform } from '../platform/platform';
import type { Trainable } from '../training/trainable';

export interface OpenedTrainable extends Trainable {
  dispose(): void;
}

type Start = {
  readonly classes: number;
  /** Weights that differ from the body's origin; the head's too, to continue or to predict. */
  readonly weights: WeightMap;
  /** Of a new head; without it the head's weights are among `weights`. */
  readonly seed?: number;
  /** The body's learning rate as a multiple of the head's. */
  readonly backboneRate?: number;
};

/**
 * Opens the part of a network that trains: the blocks behind the frozen prefix, pooling and head.
 * With everything frozen there is no body to open, and inputs are pooled features.
 */
export async function openTrainable(
  model: ModelSpec,
  head: HeadSpec,
  platform: Platform,
  { classes, weights, seed, backboneRate = 1 }: Start,
): Promise<OpenedTrainable> {
  const from = model.frozenBlocks;
  const to = model.blocks.length;
  const body: Body | undefined = from < to ? await openBody(model, platform, weights) : undefined;
  const newHead = createHead(head, model.features, classes, seed === undefined ? { weights } : { seed });
  // A body from scratch has no knowledge to protect: it learns at the head's rate.
  const bodyRate = model.body.op === 'small-cnn' ? 1 : backboneRate;
  return {
    forward(inputs, mode) {
      if (!body) return newHead.forward(inputs as Parameters<typeof newHead.forward>[0], mode);
      const map = body.forward(inputs, from, to, { ...mode, batchNorm: model.batchNorm });
      return newHead.forward(pool(map, model.pooling), mode);
    },
    parameters: [
      ...(body?.parameters(from, to) ?? []).map((parameter) => ({ ...parameter, rate: bodyRate, l2: 0 })),
      ...newHead.parameters().map((parameter) => ({
        ...parameter,
        rate: 1,
        l2: parameter.role === 'kernel' ? head.l2 : 0,
      })),
    ],
    dispose() {
      body?.dispose();
      newHead.dispose();
    },
  };
}
