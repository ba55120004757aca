import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createOptimizer } from '../../../src/engine/training/optimizers';
import type { TrainedParameter } from '../../../src/engine/training/trainable';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const start = [0.5, -1.2, 3];
/** The gradient of Σ w² / 2 · k, so that it changes from step to step. */
const gradientOf = (w: readonly number[]) => w.map((value, index) => value * (index + 1));

let parameter: TrainedParameter;
const setUp = (rate = 1) => {
  parameter = { name: 'w', variable: tf.variable(tf.tensor1d(start)), role: 'kernel', rate, l2: 0, block: 0 };
  return [parameter];
};
afterEach(() => parameter.variable.dispose());

function run(options: Parameters<typeof createOptimizer>[0], steps: number, learningRate: number): number[] {
  const optimizer = createOptimizer(options, [parameter]);
  for (let step = 0; step < steps; step++) {
    const gradient = tf.tensor1d(gradientOf([...parameter.variable.dataSync()]));
    optimizer.step([gradient], { learningRate, factor: 1 });
    gradient.dispose();
  }
  optimizer.dispose();
  return [...parameter.variable.dataSync()];
}

function close(received: readonly number[], expected: readonly number[]): void {
  for (const [index, value] of received.entries())
    expect(value).toBeCloseTo(expected[index] ?? Number.NaN, 5);
}

describe('optimizers follow their formulas', () => {
  it('SGD with momentum, as PyTorch writes it', () => {
    setUp();
    const w = [...start];
    const v = [0, 0, 0];
    for (let step = 0; step < 5; step++) {
      gradientOf(w).forEach((g, i) => {
        v[i] = 0.9 * (v[i] ?? 0) + g;
        w[i] = (w[i] ?? 0) - 0.05 * (v[i] ?? 0);
      });
    }
    close(run({ optimizer: 'sgd', momentum: 0.9, weightDecay: 0 }, 5, 0.05), w);
  });

  it.each([
    ['adam', 0],
    ['adamw', 0.1],
  ] as const)('%s with bias correction and decoupled decay', (optimizer, decay) => {
    setUp();
    const w = [...start];
    const m = [0, 0, 0];
    const v = [0, 0, 0];
    for (let step = 1; step <= 7; step++) {
      gradientOf(w).forEach((g, i) => {
        m[i] = 0.9 * (m[i] ?? 0) + 0.1 * g;
        v[i] = 0.999 * (v[i] ?? 0) + 0.001 * g * g;
        const mHat = (m[i] ?? 0) / (1 - 0.9 ** step);
        const vHat = (v[i] ?? 0) / (1 - 0.999 ** step);
        w[i] = (w[i] ?? 0) * (1 - decay) - (0.01 * mHat) / (Math.sqrt(vHat) + 1e-8);
      });
    }
    close(run({ optimizer, momentum: 0, weightDecay: 0.1 }, 7, 0.01), w);
  });

  it('scale the rate of each parameter', () => {
    setUp(0);
    expect(run({ optimizer: 'adam', momentum: 0, weightDecay: 0 }, 3, 0.1)).toEqual([
      ...new Float32Array(start),
    ]);
  });

  it('hold no tensor once disposed, and the same number after every step', () => {
    setUp();
    const optimizer = createOptimizer({ optimizer: 'adamw', momentum: 0, weightDecay: 0.1 }, [parameter]);
    const gradient = tf.tensor1d([1, 1, 1]);
    const before = tf.memory().numTensors;
    for (let step = 0; step < 5; step++) optimizer.step([gradient], { learningRate: 0.1, factor: 1 });
    expect(tf.memory().numTensors).toBe(before);
    optimizer.dispose();
    gradient.dispose();
    expect(tf.memory().numTensors).toBe(before - 3);
  });
});
