import * as tf from '@tensorflow/tfjs';
import type { HeadSpec, ModelSpec } from '../../plan/plan';
import type { Platform } from '../platform/platform';
import { openTrainable } from '../steps/trainable';
import { createOptimizer } from '../training/optimizers';
import { createTrainingStep } from '../training/training-step';
import { noise } from './noise';
import { type Exercise, fastest, type Opened, rateOf } from './stopwatch';

const CLASSES = 4;
const FILTERS = 16;
const SEED = 1;
const ADAM = { optimizer: 'adam', momentum: 0, weightDecay: 0 } as const;
const LEARNING_RATE = 1e-3;
const LINEAR: HeadSpec = { hidden: [], dropout: 0, batchNorm: false, l2: 0 };

/** Side of the images and batch. */
const SIZES = [
  [8, 4],
  [16, 8],
  [32, 16],
  [64, 64],
] as const;

/**
 * FLOP/s of training on the present backend: whole steps (forward, backward, Adam) of a small
 * convolutional network, by the code that trains in runs. `inference` is the rate of frozen layers.
 */
export const measureTraining = (platform: Platform, inference: number): Promise<number> =>
  rateOf(
    SIZES.map(([side, batch]) => networkStep(side, batch, platform)),
    platform.now,
    inference,
  );

function networkStep(side: number, batch: number, platform: Platform): Exercise {
  const wide = 2 * FILTERS;
  const first = 2 * 9 * 3 * FILTERS * side ** 2;
  const second = 2 * 9 * FILTERS * wide * (side / 2) ** 2;
  return {
    // The gradients of inputs and weights cost a forward pass each.
    flops: 3 * batch * (first + second),
    open: () => trainingStep(smallCnn(side, wide), [batch, side, side, 3], platform),
  };
}

const HEAD_FEATURES = 512;
const HEAD_BATCH = 32;
const HEAD_BUDGET_MS = 20;

/** Milliseconds of one step of a linear head on stored features: so little arithmetic that it is all overhead. */
export async function measureHeadStep(platform: Platform): Promise<number> {
  const network = smallCnn(SIZES[0][0], HEAD_FEATURES);
  const model = { ...network, frozenBlocks: network.blocks.length };
  const step = await trainingStep(model, [HEAD_BATCH, HEAD_FEATURES], platform);
  try {
    const withBreath = async () => {
      await platform.breathe();
      await step.run();
    };
    return await fastest(withBreath, platform.now, HEAD_BUDGET_MS);
  } finally {
    step.dispose();
  }
}

async function trainingStep(model: ModelSpec, shape: readonly number[], platform: Platform): Promise<Opened> {
  const start = { classes: CLASSES, weights: {}, seed: SEED };
  const trainable = await openTrainable(model, LINEAR, platform, start);
  const learned = trainable.parameters.filter(({ role }) => role !== 'state');
  const optimizer = createOptimizer(ADAM, learned);
  const step = createTrainingStep(trainable, learned, optimizer);
  const inputs = noise(shape, 100);
  const labels = Array.from({ length: shape[0] ?? 0 }, (_, row) => row % CLASSES);
  const targets = tf.tidy(() => tf.cast(tf.oneHot(labels, CLASSES), 'float32') as tf.Tensor2D);
  return {
    async run() {
      // The step disposes the batch it is given.
      await step.run(
        { inputs: inputs.clone(), targets: targets.clone() },
        { learningRate: LEARNING_RATE, factor: 1, seed: SEED, from: 0 },
      );
    },
    dispose() {
      step.dispose();
      optimizer.dispose();
      trainable.dispose();
      tf.dispose([inputs, targets]);
    },
  };
}

function smallCnn(side: number, features: number): ModelSpec {
  const blocks = ['block_1', 'block_2'];
  return {
    body: {
      op: 'small-cnn',
      inputSize: side,
      channels: 3,
      blocks: blocks.length,
      convsPerBlock: 1,
      filters: FILTERS,
      batchNorm: true,
      dropout: 0,
      seed: SEED,
    },
    input: { modality: 'image', shape: [side, side, 3], preprocessing: { scale: 1 / 127.5, offset: -1 } },
    blocks,
    frozenBlocks: 0,
    batchNorm: 'batch',
    pooling: 'average',
    features,
  };
}
