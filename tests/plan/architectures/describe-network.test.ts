import { describe, expect, it } from 'vitest';
import { describeNetwork } from '../../../src/plan/architectures/describe-network';
import { architectures } from '../../../src/plan/architectures/index';
import { parametersOf } from '../../../src/plan/architectures/parameters';
import { sizeOf } from '../../../src/plan/architectures/shapes';

/** Billions of multiply-adds for one image of the default size, as torchvision publishes them (`GFLOPS`). */
const PUBLISHED: Readonly<Record<string, number>> = {
  vgg11: 7.609,
  vgg11_bn: 7.609,
  vgg13: 11.308,
  vgg13_bn: 11.308,
  vgg16: 15.47,
  vgg16_bn: 15.47,
  vgg19: 19.632,
  vgg19_bn: 19.632,
  resnet18: 1.814,
  resnet34: 3.664,
  resnet50: 4.089,
  resnet101: 7.801,
  resnet152: 11.514,
  inception_v3: 5.713,
  googlenet: 1.498,
  mobilenet_v2: 0.301,
  mobilenet_v3_large: 0.217,
  mobilenet_v3_small: 0.057,
};

describe.each(architectures)('$id', ({ id, build, defaultInputSize, minInputSize }) => {
  const network = build();
  const blocks = describeNetwork(network, defaultInputSize) ?? [];

  it('costs as much as torchvision publishes', () => {
    const flops = blocks.reduce((sum, block) => sum + block.flops, 0);
    expect((flops / 2 / 1e9).toFixed(3)).toBe(PUBLISHED[id]?.toFixed(3));
  });

  it('has all its parameters in its blocks', () => {
    const parameters = parametersOf(network);
    const size = (some: typeof parameters) => some.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    expect(blocks.reduce((sum, { params }) => sum + params, 0)).toBe(size(parameters));
    expect(blocks.reduce((sum, { stored = 0 }) => sum + stored, 0)).toBe(
      size(parameters.filter(({ role }) => role === 'state')),
    );
  });

  it('can be described from its smallest image on', () => {
    expect(describeNetwork(network, minInputSize)?.length).toBe(network.blocks.length);
    if (minInputSize > 15) expect(describeNetwork(network, minInputSize - 1)).toBeUndefined();
  });
});
