import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SoftmaxLossAttributes } from '../../../src/engine/backend/wasm-kernels/softmax-loss';
import { createRandom } from '../../../src/engine/data/random';
import { lossOnTape, measureLoss } from '../../../src/engine/training/losses';
import { start } from '../backend/start';

const [N, CLASSES] = [5, 4];
const random = createRandom(2);
const logits = Array.from({ length: N }, () => Array.from({ length: CLASSES }, () => 3 * random.normal()));
/** Soft labels, as mixing augmentations give them. */
const targets = logits.map((_, row) =>
  Array.from({ length: CLASSES }, (_, k) =>
    k === row % CLASSES ? 0.7 : k === (row + 1) % CLASSES ? 0.3 : 0,
  ),
);

const SETTINGS: readonly SoftmaxLossAttributes[] = [
  { labelSmoothing: 0 },
  { labelSmoothing: 0.1 },
  { labelSmoothing: 0, classWeights: [2, 1, 0.5, 0] },
  { labelSmoothing: 0.2, classWeights: [0.1, 1, 3, 2] },
];

/** Written out in double precision. */
function expectedLoss(x: readonly (readonly number[])[], settings: SoftmaxLossAttributes): number {
  const losses = x.map((row, at) => {
    const logTotal = Math.log(row.reduce<number>((sum, value) => sum + Math.exp(value), 0));
    const t = targets[at] ?? [];
    const { labelSmoothing: epsilon, classWeights } = settings;
    const weight = classWeights
      ? t.reduce<number>((sum, value, k) => sum + value * (classWeights[k] ?? 0), 0)
      : 1;
    return row.reduce<number>(
      (sum, value, k) =>
        sum - weight * ((1 - epsilon) * (t[k] ?? 0) + epsilon / CLASSES) * (value - logTotal),
      0,
    );
  });
  return losses.reduce<number>((sum, loss) => sum + loss, 0) / x.length;
}

// `cpu` composes the loss of the library's operations, `wasm` has a kernel for it.
describe.each(['cpu', 'wasm'] as const)('%s: the loss', (backend) => {
  beforeEach(() => start(backend));

  it.each(SETTINGS)('is the formula’s, and its gradient the slope: %j', (settings) => {
    tf.tidy(() => {
      const x = tf.tensor2d(logits);
      const { loss, correct, gradient } = measureLoss(x, tf.tensor2d(targets), settings);
      expect(loss.dataSync()[0]).toBeCloseTo(expectedLoss(logits, settings), 5);
      const right = logits.filter((row, at) => row.indexOf(Math.max(...row)) === at % CLASSES).length;
      expect(correct.dataSync()[0]).toBe(right);
      for (const [at, slope] of gradient.dataSync().entries()) {
        const moved = (by: number) =>
          logits.map((row, r) => row.map((value, k) => (r * CLASSES + k === at ? value + by : value)));
        const numeric = (expectedLoss(moved(1e-4), settings) - expectedLoss(moved(-1e-4), settings)) / 2e-4;
        expect(slope).toBeCloseTo(numeric, 5);
      }
    });
  });

  it('gives that gradient to what the logits are made of, and leaves nothing', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const t = tf.tensor2d(targets);
      const seen: tf.Tensor[] = [];
      const slope = tf.grad((x: tf.Tensor) =>
        lossOnTape(tf.mul(x, 2) as tf.Tensor2D, t, { labelSmoothing: 0 }, seen),
      )(tf.div(tf.tensor2d(logits), 2));
      const { gradient, correct } = measureLoss(tf.tensor2d(logits), t);
      const doubled = tf.mul(gradient, 2).dataSync();
      for (const [at, value] of slope.dataSync().entries()) expect(value).toBeCloseTo(doubled[at] ?? 0, 6);
      expect(seen.map((each) => each.dataSync()[0])).toEqual([correct.dataSync()[0]]);
      tf.dispose(seen);
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('is not a number when a logit is none', () => {
    tf.tidy(() => {
      const { loss } = measureLoss(tf.tensor2d([[Number.NaN, 1]]), tf.tensor2d([[0, 1]]));
      expect(loss.dataSync()[0]).toBeNaN();
    });
  });
});
