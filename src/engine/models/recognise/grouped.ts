import { ModelError } from '../model-error';
import type { FoundTensor } from './state-dict';

/**
 * Whether these are the weights of a bottleneck network with grouped convolutions, such as ResNeXt: a 3×3
 * convolution takes only a part of the channels that the 1×1 before it gives.
 */
export function hasGroups(tensors: readonly FoundTensor[]): boolean {
  const shapes = new Map(tensors.map(({ name, shape }) => [name, shape]));
  return tensors.some(({ name, shape }) => {
    const [, inputs = 0, height = 0] = shape;
    if (!/(^|\.)layer\d+\.\d+\.conv2\.weight$/.test(name) || height < 2 || inputs === 0) return false;
    const [given = 0] = shapes.get(name.replace(/conv2\.weight$/, 'conv1.weight')) ?? [];
    return given > inputs && given % inputs === 0;
  });
}

export const groupedConvolutions = new ModelError(
  'grouped-convolutions',
  'This network has grouped convolutions, as ResNeXt and RegNet have, which Graft does not compute.',
  {
    expected: 'convolutions over all channels, or depthwise ones',
    hint: 'Take a ResNet of the same depth, e.g. timm/resnet50.a1_in1k.',
  },
);
