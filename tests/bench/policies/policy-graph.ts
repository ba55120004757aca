import type { GraphDocument, Json } from '../../../src/graph/document';
import { graph } from '../../plan/graphs';
import type { ShippedTarget } from '../../shipped-targets';

/** How a network learns a target: from the least to the most that changes. */
export const POLICIES = ['scratch', 'frozen', 'last-block', 'full', 'lp-ft'] as const;
export type Policy = (typeof POLICIES)[number];

/** One training and one test accuracy. */
export interface Cell {
  readonly backbone: string;
  readonly target: ShippedTarget;
  readonly policy: Policy;
  /** Training images of each class. */
  readonly perClass: number;
  readonly seed: number;
}

type Params = Readonly<Record<string, Json>>;

/** Passes over the training images: fewer where there are more of them. */
const epochsFor = (perClass: number): number => (perClass <= 5 ? 30 : perClass <= 20 ? 15 : 6);

/** Stored features cost next to nothing, so the head alone trains longer. */
const FROZEN_EPOCHS = 60;
const RATE = 0.003;

function training(policy: Policy, perClass: number): Params {
  const epochs = epochsFor(perClass);
  const common = { optimizer: 'adam', batchSize: 32, schedule: 'cosine', warmupEpochs: 0 };
  switch (policy) {
    case 'frozen':
      return { ...common, epochs: FROZEN_EPOCHS, learningRate: 0.01 };
    case 'scratch':
      return { ...common, epochs, learningRate: RATE };
    case 'last-block':
    case 'full':
      return { ...common, epochs, learningRate: RATE, backboneRate: 0.3 };
    case 'lp-ft': {
      const tuning = { learningRate: RATE / 3, backboneRate: 1, probeRate: 0.01 };
      return { ...common, ...tuning, epochs, probeEpochs: Math.round(epochs / 2) };
    }
  }
}

const FREEZE: Readonly<Record<Policy, Params>> = {
  scratch: { policy: 'none' },
  frozen: { policy: 'all' },
  'last-block': { policy: 'all-but-last', lastBlocks: 1 },
  full: { policy: 'none' },
  'lp-ft': { policy: 'none' },
};

/**
 * The graph of one cell. There is no validation part: with five images a class nobody would have one, and
 * the schedule ends at a rate of zero, so the last epoch counts.
 */
export function policyGraph({ backbone, target, policy, perClass, seed }: Cell): GraphDocument {
  const start: Params = policy === 'scratch' ? { weights: 'random', seed } : {};
  return graph(
    {
      data: { kind: 'dataset', params: { ...target.dataset, seed } },
      split: { kind: 'split', params: { ...target.split, val: 0, trainPerClass: perClass, seed } },
      backbone: { kind: 'backbone', params: { backbone, ...start } },
      freeze: { kind: 'freeze', params: FREEZE[policy] },
      head: { kind: 'head', params: { batchNorm: true } },
      train: { kind: 'train', params: { ...training(policy, perClass), seed } },
      evaluate: { kind: 'evaluate' },
    },
    [
      'data.data -> split.data',
      'split.data -> train.data',
      'split.data -> evaluate.data',
      'backbone.model -> freeze.model',
      'freeze.model -> head.model',
      'head.model -> train.model',
      'train.trained -> evaluate.trained',
    ],
  );
}
