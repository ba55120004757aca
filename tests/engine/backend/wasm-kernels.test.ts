import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { start } from './start';

type Values = number[];

beforeAll(() => start('wasm'));

/** A kernel that counts on fresh memory being zero must not pass by luck. */
function soilMemory(): void {
  const sizes = Array.from({ length: 60 }, (_, i) => 1 + ((i * 37) % 400));
  tf.dispose(sizes.map((size) => tf.fill([size], -55)));
}

/** What `compute` gives on each backend; checks that nothing but the result is left in memory. */
async function onBoth(compute: () => tf.Tensor): Promise<[Values, Values]> {
  const results: Values[] = [];
  for (const backend of ['wasm', 'cpu']) {
    await tf.setBackend(backend);
    soilMemory();
    const before = tf.memory().numTensors;
    const result = tf.tidy(compute);
    expect(tf.memory().numTensors).toBe(before + 1);
    results.push([...result.dataSync()]);
    result.dispose();
  }
  await tf.setBackend('wasm');
  return results as [Values, Values];
}

async function expectEqual(compute: () => tf.Tensor, tolerance = 1e-4): Promise<void> {
  const [wasm, cpu] = await onBoth(compute);
  expect(wasm.length).toBe(cpu.length);
  const largest = cpu.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const worst = cpu.reduce((most, value, i) => Math.max(most, Math.abs(value - (wasm[i] ?? Number.NaN))), 0);
  expect(worst / largest).toBeLessThan(tolerance);
}

const random = (shape: number[], seed: number) => tf.randomNormal(shape, 0, 1, 'float32', seed);

const side = fc.integer({ min: 5, max: 11 });
const convolution = fc
  .record({
    batch: fc.integer({ min: 1, max: 3 }),
    height: side,
    width: side,
    // Multiples of 4 go through our own functions, others through compositions.
    channels: fc.constantFrom(1, 3, 4, 5, 8, 12, 16, 20),
    out: fc.constantFrom(1, 2, 4, 8, 12, 20, 24, 28),
    kernelHeight: fc.integer({ min: 1, max: 5 }),
    kernelWidth: fc.integer({ min: 1, max: 5 }),
    strideHeight: fc.integer({ min: 1, max: 3 }),
    strideWidth: fc.integer({ min: 1, max: 3 }),
    pad: fc.oneof(
      fc.constantFrom('same' as const, 'valid' as const),
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }).map(
        ([top = 0, bottom = 0, left = 0, right = 0]) =>
          [
            [0, 0],
            [top, bottom],
            [left, right],
            [0, 0],
          ] as tf.backend_util.ExplicitPadding,
      ),
    ),
  })
  .filter((c) => c.height >= c.kernelHeight && c.width >= c.kernelWidth);

it('convolution gradients equal those of the cpu backend for any shape', async () => {
  await fc.assert(
    fc.asyncProperty(convolution, fc.constantFrom(0, 1), async (c, which) => {
      await expectEqual(() => {
        const x = random([c.batch, c.height, c.width, c.channels], 1) as tf.Tensor4D;
        const filter = random([c.kernelHeight, c.kernelWidth, c.channels, c.out], 2) as tf.Tensor4D;
        const run = (x: tf.Tensor4D, filter: tf.Tensor4D) =>
          tf.conv2d(x, filter, [c.strideHeight, c.strideWidth], c.pad);
        const dy = random(run(x, filter).shape, 3);
        return tf.grads((x, filter) => run(x as tf.Tensor4D, filter as tf.Tensor4D))([x, filter], dy)[
          which
        ] as tf.Tensor;
      });
    }),
    { numRuns: 60, seed: 1 },
  );
});

it('depthwise gradients equal those of the cpu backend for any shape and multiplier', async () => {
  await fc.assert(
    fc.asyncProperty(convolution, fc.constantFrom(0, 1), async (c, which) => {
      await expectEqual(() => {
        const x = random([c.batch, c.height, c.width, c.channels], 1) as tf.Tensor4D;
        const filter = random([c.kernelHeight, c.kernelWidth, c.channels, c.out], 2) as tf.Tensor4D;
        const run = (x: tf.Tensor4D, filter: tf.Tensor4D) =>
          tf.depthwiseConv2d(x, filter, [c.strideHeight, c.strideWidth], c.pad as 'same');
        const dy = random(run(x, filter).shape, 3);
        return tf.grads((x, filter) => run(x as tf.Tensor4D, filter as tf.Tensor4D))([x, filter], dy)[
          which
        ] as tf.Tensor;
      });
    }),
    { numRuns: 60, seed: 2 },
  );
});

it('gradients with dilation are those of the kernel with zeros between its values', () => {
  tf.tidy(() => {
    const x = random([2, 7, 6, 3], 1);
    const small = random([2, 2, 3, 1], 2);
    // [a b; c d] with dilation 2 is [a 0 b; 0 0 0; c 0 d].
    const wide = tf.slice(
      tf.reshape(
        tf.pad(tf.reshape(small, [2, 1, 2, 1, 3]), [
          [0, 0],
          [0, 1],
          [0, 0],
          [0, 1],
          [0, 0],
        ]),
        [4, 4, 3, 1],
      ),
      [0, 0, 0, 0],
      [3, 3, 3, 1],
    );
    const dy = random([2, 7, 6, 3], 3);
    const run = (name: string, inputs: tf.NamedTensorMap, attributes: object): tf.Tensor =>
      tf.engine().runKernel(name, inputs, { strides: 1, pad: 'same', ...attributes });
    const input = 'DepthwiseConv2dNativeBackpropInput';
    const dilated = run(input, { dy, filter: small }, { dilations: 2, inputShape: x.shape });
    const expected = run(input, { dy, filter: wide }, { dilations: 1, inputShape: x.shape });
    expect(tf.max(tf.abs(tf.sub(dilated, expected))).dataSync()[0]).toBeLessThan(1e-5);

    const filter = 'DepthwiseConv2dNativeBackpropFilter';
    const corners = run(filter, { x, dy }, { dilations: 2, filterShape: small.shape });
    const all = run(filter, { x, dy }, { dilations: 1, filterShape: wide.shape });
    const picked = tf.stridedSlice(all, [0, 0, 0, 0], [3, 3, 3, 1], [2, 2, 1, 1]);
    expect(tf.max(tf.abs(tf.sub(corners, picked))).dataSync()[0]).toBeLessThan(1e-4);
  });
});

it('the gradient of average pooling is the numeric one, also at the border', async () => {
  for (const backend of ['wasm', 'cpu']) {
    await tf.setBackend(backend);
    tf.tidy(() => {
      const values = random([1, 4, 3, 1], 1).dataSync();
      const pooled = (x: tf.Tensor) => tf.sum(tf.square(tf.avgPool(x as tf.Tensor4D, 3, 2, 'same')));
      const at = (i: number, by: number) =>
        pooled(
          tf.tensor(
            values.map((value, j) => (i === j ? value + by : value)),
            [1, 4, 3, 1],
          ),
        ).dataSync()[0] ?? 0;
      const gradient = tf
        .grad(pooled)(tf.tensor(values, [1, 4, 3, 1]))
        .dataSync();
      for (const [i, value] of gradient.entries()) {
        expect(value).toBeCloseTo((at(i, 1e-2) - at(i, -1e-2)) / 2e-2, 3);
      }
    });
  }
  await tf.setBackend('wasm');
});

it('products of transposed matrices equal those of the cpu backend', async () => {
  for (const [transposeA, transposeB] of [
    [true, false],
    [false, true],
    [true, true],
  ]) {
    for (const batch of [[], [1], [2]]) {
      await expectEqual(() =>
        tf.matMul(
          random([...batch, ...(transposeA ? [3, 5] : [5, 3])], 1),
          random([...batch, ...(transposeB ? [4, 3] : [3, 4])], 2),
          transposeA,
          transposeB,
        ),
      );
    }
  }
});

it('sums and means over any axes equal those of the cpu backend', async () => {
  const axes = fc.subarray([0, 1, 2, 3]);
  await fc.assert(
    fc.asyncProperty(axes, fc.boolean(), fc.boolean(), async (axes, keepDims, mean) => {
      await expectEqual(() => (mean ? tf.mean : tf.sum)(random([3, 4, 5, 2], 1), axes, keepDims));
    }),
    { numRuns: 40, seed: 3 },
  );
});

it('slices of any rank equal those of the cpu backend', async () => {
  const axis = fc
    .integer({ min: 1, max: 5 })
    .chain((length) =>
      fc
        .integer({ min: 0, max: length - 1 })
        .chain((begin) =>
          fc.integer({ min: 1, max: length - begin }).map((size) => ({ length, begin, size })),
        ),
    );
  await fc.assert(
    fc.asyncProperty(fc.array(axis, { minLength: 1, maxLength: 5 }), async (axes) => {
      const part = (key: 'length' | 'begin' | 'size') => axes.map((each) => each[key]);
      await expectEqual(() => tf.slice(random(part('length'), 1), part('begin'), part('size')));
    }),
    { numRuns: 80, seed: 4 },
  );
});

it('sums of whole numbers keep their type', () => {
  const sum = tf.tidy(() => tf.sum(tf.tensor2d([1, 2, 3, 4], [2, 2], 'int32'), 0));
  expect(sum.dtype).toBe('int32');
  expect([...sum.dataSync()]).toEqual([4, 6]);
  sum.dispose();
});

it('the gradient of gather equals that of the cpu backend', async () => {
  await expectEqual(() =>
    tf.grad((x) => tf.gather(x, tf.tensor1d([2, 0, 2, 4], 'int32')))(random([5, 3], 1), random([4, 3], 2)),
  );
});

const OPERATIONS: readonly (readonly [string, (x: tf.Tensor4D) => tf.Tensor])[] = [
  ['relu', (x) => tf.relu(x)],
  ['relu6', (x) => tf.relu6(tf.mul(x, 5))],
  ['relu6 at its corners', (x) => tf.relu6(tf.mul(6, tf.sign(x)))],
  ['elu', (x) => tf.elu(x)],
  ['leakyRelu', (x) => tf.leakyRelu(x)],
  ['selu', (x) => tf.selu(x)],
  ['sigmoid', (x) => tf.sigmoid(x)],
  ['tanh', (x) => tf.tanh(x)],
  ['softplus', (x) => tf.softplus(x)],
  ['clip', (x) => tf.clipByValue(x, -0.5, 0.5)],
  ['where', (x) => tf.where(tf.greater(random(x.shape, 9), 0), x, tf.mul(x, 0.1))],
  ['softmax', (x) => tf.softmax(x)],
  ['logSoftmax', (x) => tf.logSoftmax(tf.reshape(x, [32, 3]) as tf.Tensor2D)],
  ['maxPool', (x) => tf.maxPool(x, 2, 2, 'same')],
  ['maxPool 3×3, stride 2', (x) => tf.maxPool(x, 3, 2, 'valid')],
  ['avgPool', (x) => tf.avgPool(x, 3, 1, 'same')],
  ['global mean', (x) => tf.mean(x, [1, 2])],
  ['max', (x) => tf.max(x, -1)],
  ['avgPool 2×2, stride 2', (x) => tf.avgPool(x, 2, 2, 'valid')],
  [
    'batchNorm',
    (x) =>
      tf.batchNorm(
        x,
        tf.mean(x, [0, 1, 2]) as tf.Tensor1D,
        tf.tensor1d([1, 2, 3]),
        tf.zeros([3]),
        tf.ones([3]),
      ),
  ],
  ['resizeBilinear', (x) => tf.image.resizeBilinear(x, [7, 5])],
  [
    'mirror pad',
    (x) =>
      tf.mirrorPad(
        x,
        [
          [0, 0],
          [1, 1],
          [1, 1],
          [0, 0],
        ],
        'reflect',
      ),
  ],
  ['concat and slice', (x) => tf.slice(tf.concat([x, tf.square(x)], 3), [0, 1, 0, 2], [2, 2, 4, 3])],
  ['broadcast', (x) => tf.mul(tf.broadcastTo(tf.mean(x, 0, true), [2, 4, 4, 3]), x)],
  ['tile and transpose', (x) => tf.transpose(tf.tile(x, [1, 2, 1, 1]), [0, 2, 1, 3])],
];

it.each(OPERATIONS)('the gradient of %s equals that of the cpu backend', async (_name, f) => {
  await expectEqual(() => {
    const x = random([2, 4, 4, 3], 7) as tf.Tensor4D;
    const dy = random(f(x).shape, 8);
    return tf.grad((x) => f(x as tf.Tensor4D))(x, dy);
  });
});
