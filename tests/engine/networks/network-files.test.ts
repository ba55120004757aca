import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { halfFloatBits } from '../../../src/engine/networks/half-float';
import { INFERENCE } from '../../../src/engine/networks/modes';
import type { WeightMap } from '../../../src/engine/networks/network';
import { networkBody } from '../../../src/engine/networks/network-body';
import { networkFiles, type WeightPrecision } from '../../../src/engine/networks/network-files';
import { openBody } from '../../../src/engine/networks/open-body';
import { fromTorch, tfShape, toTorch } from '../../../src/engine/networks/torch-layout';
import { readWeights } from '../../../src/engine/networks/weights';
import { parametersOf } from '../../../src/plan/architectures/parameters';
import { resnet } from '../../../src/plan/architectures/resnet';
import { drawWeight } from '../../conformance/architectures/drawn';
import { start } from '../backend/start';
import { difference, images } from './numbers';
import { platform } from './specs';

beforeAll(() => start('wasm'));

const SIDE = 32;
const network = resnet('resnet18', { width: 1 / 8, classes: 5 });
const boundaries = network.blocks.map(({ name }) => name);
const preprocessing = { scale: [1 / 50, 1 / 60, 1 / 70], offset: [-2, -2.1, -1.9] };
const weights: WeightMap = Object.fromEntries(
  parametersOf(network).map((spec) => [
    spec.name,
    { shape: tfShape(spec), data: fromTorch(spec, drawWeight(spec)) },
  ]),
);

const input = { modality: 'image' as const, shape: [SIDE, SIDE, 3], preprocessing };

describe('a network’s model files', () => {
  it.each([
    ['float32', 1e-6],
    ['float16', 2e-2],
    ['uint8', 0.2],
  ] as const)('open to the same network, in %s', async (precision: WeightPrecision, tolerance) => {
    const { numTensors } = tf.memory();
    const files = networkFiles({ network, preprocessing, weights }, precision);
    const body = await openBody(
      { body: { op: 'backbone', backbone: 'own', weights: 'w' }, blocks: boundaries, input },
      { ...platform, model: async () => files },
    );
    const exact = networkBody(network, boundaries, {
      size: [SIDE, SIDE],
      preprocessing,
      weights: Object.fromEntries(
        Object.entries(weights).map(([name, { shape, data }]) => [name, tf.tensor(data, [...shape])]),
      ),
    });
    const x = images(2, SIDE);
    const [got, expected] = [body, exact].map((each) => each.forward(x, 0, boundaries.length, INFERENCE));
    expect(difference(expected as tf.Tensor, got as tf.Tensor)).toBeLessThan(tolerance);
    if (precision === 'float32')
      expect(await readWeights(body.parameters(0, boundaries.length))).toEqual(weights);
    tf.dispose([x, got, expected].flatMap((each) => each ?? []));
    body.dispose();
    exact.dispose();
    expect(tf.memory().numTensors).toBeLessThanOrEqual(numTensors + Object.keys(weights).length);
  });

  it('are not written without one of the weights, or with one that does not fit', () => {
    const { 'fc.bias': bias, ...others } = weights;
    expect(() => networkFiles({ network, weights: others })).toThrow('The weight "fc.bias" is missing.');
    const wrong = { ...weights, 'fc.bias': { shape: [4], data: new Float32Array(4) } };
    expect(() => networkFiles({ network, weights: wrong })).toThrow(
      'The weight "fc.bias" does not fit. Expected shape [5]. Received [4].',
    );
    expect(bias?.shape).toEqual([5]);
  });
});

it('brings weights to PyTorch’s layout and back', () => {
  for (const spec of parametersOf(network)) {
    const values = drawWeight(spec);
    expect(toTorch(spec, fromTorch(spec, values))).toEqual(values);
  }
  // [out, in] = [[1, 2, 3], [4, 5, 6]] is [in, out] = [[1, 4], [2, 5], [3, 6]].
  const matrix = { layout: 'linear', shape: [2, 3] } as const;
  expect([...fromTorch(matrix, Float32Array.of(1, 2, 3, 4, 5, 6))]).toEqual([1, 4, 2, 5, 3, 6]);
});

it('writes the nearest half-precision number, as the library reads it', () => {
  const read = (bits: number): number => {
    const spec = {
      name: 'x',
      shape: [1],
      dtype: 'float32' as const,
      quantization: { dtype: 'float16' as const },
    };
    const { x } = tf.io.decodeWeights(Uint16Array.of(bits).buffer, [spec]);
    const [value = Number.NaN] = x?.dataSync() ?? [];
    x?.dispose();
    return value;
  };
  expect(
    [0, -2, 65504, 1e6, 2 ** -24, 2 ** -25, 1 + 2 ** -11].map((value) => read(halfFloatBits(value))),
  ).toEqual([0, -2, 65504, Number.POSITIVE_INFINITY, 2 ** -24, 0, 1]);
  fc.assert(
    fc.property(fc.float({ min: -65000, max: 65000, noNaN: true }), (value) => {
      const error = Math.abs(read(halfFloatBits(value)) - value);
      expect(error).toBeLessThanOrEqual(Math.max(2 ** -25, Math.abs(value) * 2 ** -11));
    }),
  );
});
