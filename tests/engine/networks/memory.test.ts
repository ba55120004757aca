import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { beforeAll, expect, it } from 'vitest';
import { INFERENCE } from '../../../src/engine/networks/modes';
import { openBody } from '../../../src/engine/networks/open-body';
import { openTrainable } from '../../../src/engine/steps/trainable';
import { createOptimizer } from '../../../src/engine/training/optimizers';
import { createTrainingStep } from '../../../src/engine/training/training-step';
import type { ModelSpec } from '../../../src/plan/plan';
import { start } from '../backend/start';
import { images } from './numbers';
import { backboneSpec, platform, smallCnnSpec } from './specs';

beforeAll(() => start('wasm'));

const CLASSES = 3;
const BATCH = 4;

/** What the library and the backend hold, the size of the backend's whole memory included. */
function held() {
  const { numTensors, numBytes, numDataBuffers } = tf.memory();
  const backend = tf.backend() as BackendWasm;
  return {
    numTensors,
    numBytes,
    numDataBuffers,
    dataIds: backend.numDataIds(),
    heap: (backend.wasm as unknown as { HEAPU8: Uint8Array }).HEAPU8.length,
  };
}

const targets = (): tf.Tensor2D =>
  tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d([0, 1, 2, 0], 'int32'), CLASSES), 'float32') as tf.Tensor2D);

const CASES: readonly (readonly [string, ModelSpec])[] = [
  ['a GraphModel’s last blocks', backboneSpec('mobilenet-v3-coco', 64, 3)],
  ['a LayersModel’s last blocks, stored statistics', backboneSpec('mobilenet-v2', 96, 2)],
  ['a LayersModel’s last blocks, batch statistics', backboneSpec('mobilenet-v2', 96, 2, 'batch')],
  ['a small CNN from scratch', smallCnnSpec({ dropout: 0.2 })],
];

it.each(CASES)('training %s for 40 steps holds no more than for 10', async (_name, model) => {
  const before = tf.memory().numTensors;
  const body = await openBody(model, platform);
  const x = images(BATCH, model.input.shape[0] ?? 0);
  const features = body.forward(x, 0, model.frozenBlocks, INFERENCE);
  const head = { hidden: [8], dropout: 0.2, batchNorm: true, l2: 1e-3 };
  const trainable = await openTrainable(model, head, platform, { classes: CLASSES, weights: {}, seed: 1 });
  const learned = trainable.parameters.filter(({ role }) => role !== 'state');
  const optimizer = createOptimizer({ optimizer: 'adamw', momentum: 0, weightDecay: 1e-5 }, learned);
  const step = createTrainingStep(trainable, learned, optimizer, {
    classWeights: [1, 2, 1],
    labelSmoothing: 0.1,
    clipNorm: 1,
    l2sp: 0.01,
  });
  const losses: number[] = [];
  const run = async (steps: number) => {
    for (let i = 0; i < steps; i++) {
      const batch = { inputs: features.clone(), targets: targets() };
      losses.push((await step.run(batch, { learningRate: 1e-3, factor: 1, seed: i, from: 0 })).loss);
      tf.tidy(() => trainable.forward(features, INFERENCE)).dispose();
    }
  };
  await run(10);
  const early = held();
  await run(30);
  expect(held()).toEqual(early);
  expect(losses.at(-1)).toBeLessThan(losses[0] ?? 0);

  step.dispose();
  optimizer.dispose();
  trainable.dispose();
  tf.dispose([x, features]);
  body.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
