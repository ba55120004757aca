import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { restart } from '../../../src/engine/networks/initial';
import { networkBody } from '../../../src/engine/networks/network-body';
import { architectureOf } from '../../../src/plan/architectures/index';
import { start } from '../backend/start';

beforeAll(() => start('wasm'));

const PREPROCESSING = { scale: 1, offset: 0 };

/** Standard deviation and mean of each weight of a network that starts with this seed. */
function started(id: string, seed: number): Map<string, { mean: number; deviation: number; first: number }> {
  const network = architectureOf(id)?.build({ width: 1 / 4 });
  if (!network) throw new Error(`There is no "${id}".`);
  const boundaries = network.blocks.map(({ name }) => name);
  const body = networkBody(network, boundaries, { size: [75, 75], preprocessing: PREPROCESSING });
  const parameters = body.parameters(0, boundaries.length);
  restart(parameters, seed);
  const statistics = parameters.map(({ name, variable }) =>
    tf.tidy(() => {
      const { mean, variance } = tf.moments(variable);
      const [first = Number.NaN] = variable.dataSync();
      return [
        name,
        { mean: mean.dataSync()[0] ?? 0, deviation: Math.sqrt(variance.dataSync()[0] ?? 0), first },
      ] as const;
    }),
  );
  body.dispose();
  return new Map(statistics);
}

it('starts weights as torchvision does', () => {
  const resnet = started('resnet18', 1);
  // 3×3, 128 filters: √(2 / (9 · 128)).
  expect(resnet.get('layer4.1.conv2.weight')?.deviation).toBeCloseTo(Math.sqrt(2 / (9 * 128)), 3);
  expect(resnet.get('bn1.weight')).toMatchObject({ mean: 1, deviation: 0 });
  expect(resnet.get('bn1.running_var')).toMatchObject({ mean: 1, deviation: 0 });
  expect(resnet.get('bn1.bias')).toMatchObject({ mean: 0, deviation: 0 });
  // Uniform in ±1/√128.
  expect(resnet.get('fc.weight')?.deviation).toBeCloseTo(1 / Math.sqrt(128 * 3), 3);
  expect(resnet.get('fc.bias')?.deviation).toBeGreaterThan(0);
  const vgg = started('vgg11', 1);
  expect(vgg.get('classifier.3.weight')?.deviation).toBeCloseTo(0.01, 3);
  expect(vgg.get('classifier.3.bias')).toMatchObject({ mean: 0, deviation: 0 });
  const inception = started('inception_v3', 1);
  expect(inception.get('Mixed_7c.branch3x3dbl_2.conv.weight')?.deviation).toBeCloseTo(0.1, 3);
  expect(inception.get('fc.bias')?.deviation).toBeGreaterThan(0);
});

it('starts in the same way from the same seed, and in another from another', () => {
  const [first, again, other] = [1, 1, 2].map((seed) => started('mobilenet_v3_small', seed));
  expect(again).toEqual(first);
  expect(other?.get('features.0.0.weight')?.first).not.toBe(first?.get('features.0.0.weight')?.first);
});
