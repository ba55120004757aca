import * as tf from '@tensorflow/tfjs';
import { createRandom } from '../../../src/engine/data/random';
import type { FitRequest } from '../../../src/engine/training/fit';
import type { ExampleSource } from '../../../src/engine/training/source';
import type { FitOptions } from '../../../src/plan/expressions';

export const FEATURES = 4;
export const CLASSES = 3;

/** Three Gaussian clouds: linearly separable but for some noise. */
export function clouds(count: number, seed: number): ExampleSource {
  const random = createRandom(seed);
  const labels = Array.from({ length: count }, (_, index) => index % CLASSES);
  const rows = labels.map((label) =>
    Array.from({ length: FEATURES }, (_, axis) => 0.6 * random.normal() + (axis === label ? 1.5 : 0)),
  );
  return {
    count,
    async batch(positions) {
      const chosen = [...positions];
      const classes = chosen.map((at) => labels[at] ?? 0);
      return {
        inputs: tf.tensor2d(chosen.map((at) => rows[at] ?? [])),
        targets: tf.tidy(() => tf.oneHot(classes, CLASSES).toFloat()) as tf.Tensor2D,
      };
    },
  };
}

export const OPTIONS: FitOptions = {
  optimizer: 'adam',
  momentum: 0.9,
  weightDecay: 0.01,
  learningRate: 0.05,
  backboneRate: 0.1,
  schedule: 'cosine',
  warmupEpochs: 0,
  epochs: 10,
  batchSize: 16,
  labelSmoothing: 0,
  classWeights: false,
  patience: 0,
  seed: 3,
};

/** A request that nobody watches, stops or resumes. */
export const unattended = (): Pick<
  FitRequest,
  'backend' | 'checkpoints' | 'platform' | 'signal' | 'pause' | 'emit'
> => ({
  backend: { name: 'cpu' },
  checkpoints: { load: async () => undefined, save: async () => undefined, drop: async () => undefined },
  platform: { breathe: async () => undefined, now: () => 0 },
  signal: new AbortController().signal,
  pause: new AbortController().signal,
  emit: () => undefined,
});
