import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { start } from './start';

beforeAll(() => start('wasm'));

/** The largest difference between the backends, as a share of the largest value. */
async function difference(compute: () => tf.Tensor): Promise<number> {
  const results: Float32Array[] = [];
  for (const backend of ['wasm', 'cpu']) {
    await tf.setBackend(backend);
    // A kernel that counts on fresh memory being zero must not pass by luck.
    tf.dispose(Array.from({ length: 40 }, (_, i) => tf.fill([1 + ((i * 37) % 900)], Number.NaN)));
    const { numTensors } = tf.memory();
    const result = tf.tidy(compute);
    expect(tf.memory().numTensors).toBe(numTensors + 1);
    results.push((await result.data()) as Float32Array);
    result.dispose();
  }
  await tf.setBackend('wasm');
  const [wasm = new Float32Array(), cpu = new Float32Array()] = results;
  expect(wasm.length).toBe(cpu.length);
  const largest = cpu.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  // NaN must count as a difference, so it must not be lost in Math.max.
  return cpu.reduce((most, value, i) => {
    const distance = Math.abs(value - (wasm[i] ?? Number.NaN)) / largest;
    return distance <= most ? most : distance;
  }, 0);
}

const random = (shape: number[], seed: number) => tf.randomNormal(shape, 0, 1, 'float32', seed);
const four = (most: number) => fc.integer({ min: 1, max: most }).map((n) => 4 * n);
const padding = fc.oneof(
  fc.constantFrom('same' as const, 'valid' as const),
  fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 4, maxLength: 4 }).map(
    ([top = 0, bottom = 0, left = 0, right = 0]) =>
      [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ] as tf.backend_util.ExplicitPadding,
  ),
);
const activation = fc.constantFrom('linear' as const, 'relu' as const, 'relu6' as const);
const common = {
  batch: fc.integer({ min: 1, max: 3 }),
  height: fc.integer({ min: 7, max: 12 }),
  width: fc.integer({ min: 7, max: 12 }),
  strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  pad: padding,
  activation,
  withBias: fc.boolean(),
};

it('convolutions with bias and activation equal those of the cpu backend', async () => {
  const kernel = fc.constantFrom([1, 1], [3, 3], [1, 7], [7, 1], [5, 5], [2, 3]);
  const cases = fc.record({ ...common, channels: fc.integer({ min: 1, max: 9 }), out: four(10), kernel });
  await fc.assert(
    fc.asyncProperty(cases, async (c) => {
      const [kernelHeight = 1, kernelWidth = 1] = c.kernel;
      expect(
        await difference(() => {
          const x = random([c.batch, c.height, c.width, c.channels], 1) as tf.Tensor4D;
          const filter = random([kernelHeight, kernelWidth, c.channels, c.out], 2) as tf.Tensor4D;
          const bias = c.withBias ? random([c.out], 3) : undefined;
          const { strides, activation } = c;
          return tf.fused.conv2d({ x, filter, strides, pad: c.pad as 'same', bias, activation });
        }),
      ).toBeLessThan(1e-5);
    }),
    { numRuns: 60, seed: 5 },
  );
});

it('depthwise convolutions with bias and activation equal those of the cpu backend', async () => {
  const cases = fc.record({ ...common, channels: four(6), kernel: fc.constantFrom(3, 5) });
  await fc.assert(
    fc.asyncProperty(cases, async (c) => {
      expect(
        await difference(() => {
          const x = random([c.batch, c.height, c.width, c.channels], 1) as tf.Tensor4D;
          const filter = random([c.kernel, c.kernel, c.channels, 1], 2) as tf.Tensor4D;
          const bias = c.withBias ? random([c.channels], 3) : undefined;
          const { strides, activation } = c;
          return tf.fused.depthwiseConv2d({ x, filter, strides, pad: c.pad as 'same', bias, activation });
        }),
      ).toBeLessThan(1e-5);
    }),
    { numRuns: 60, seed: 6 },
  );
});

it('gradients of depthwise convolutions equal those of the cpu backend', async () => {
  const cases = fc.record({
    ...common,
    channels: four(6),
    kernel: fc.constantFrom([3, 3], [5, 5], [5, 3]),
    which: fc.constantFrom(0, 1),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ batch, height, width, channels, kernel, strides, pad, which }) => {
      const [kernelHeight = 3, kernelWidth = 3] = kernel;
      expect(
        await difference(() => {
          const x = random([batch, height, width, channels], 1) as tf.Tensor4D;
          const filter = random([kernelHeight, kernelWidth, channels, 1], 2) as tf.Tensor4D;
          const run = (x: tf.Tensor, filter: tf.Tensor) =>
            tf.depthwiseConv2d(x as tf.Tensor4D, filter as tf.Tensor4D, strides, pad as 'same');
          const dy = random(run(x, filter).shape, 3);
          return tf.grads(run)([x, filter], dy)[which] as tf.Tensor;
        }),
      ).toBeLessThan(1e-5);
    }),
    { numRuns: 60, seed: 7 },
  );
});
