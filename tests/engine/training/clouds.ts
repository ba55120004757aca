import * as tf from '@tensorflow/tfjs';
import { createRandom } from '../../../src/engine/data/random';
import type { ExampleSource } from '../../../src/engine/training/source';

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
