import { describe, expect, it } from 'vitest';
import { architectures } from '../../../src/plan/architectures/index';
import { parametersOf } from '../../../src/plan/architectures/parameters';
import { sizeOf } from '../../../src/plan/architectures/shapes';

/**
 * `num_params` of torchvision's weights, statistics not counted. Inception v3 is listed there with its
 * auxiliary classifier of 3,326,696 parameters, which is no part of ours.
 */
const PUBLISHED: Readonly<Record<string, number>> = {
  vgg11: 132863336,
  vgg11_bn: 132868840,
  vgg13: 133047848,
  vgg13_bn: 133053736,
  vgg16: 138357544,
  vgg16_bn: 138365992,
  vgg19: 143667240,
  vgg19_bn: 143678248,
  resnet18: 11689512,
  resnet34: 21797672,
  resnet50: 25557032,
  resnet101: 44549160,
  resnet152: 60192808,
  inception_v3: 27161264 - 3326696,
  googlenet: 6624904,
  mobilenet_v2: 3504872,
  mobilenet_v3_large: 5483032,
  mobilenet_v3_small: 2542856,
};

describe.each(architectures)('$id', ({ id, build }) => {
  const parameters = parametersOf(build());

  it('has as many parameters as torchvision publishes', () => {
    const learned = parameters.filter(({ role }) => role !== 'state');
    expect(learned.reduce((sum, { shape }) => sum + sizeOf(shape), 0)).toBe(PUBLISHED[id]);
  });

  it('names each weight once', () => {
    expect(new Set(parameters.map(({ name }) => name)).size).toBe(parameters.length);
  });
});
