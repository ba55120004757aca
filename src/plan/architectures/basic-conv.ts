import type { NetworkBuilder } from './builder';

/** Batch norm in torchvision's Inception and GoogLeNet. */
export const INCEPTION_NORM = { epsilon: 0.001, momentum: 0.1 };

export type BasicConv = (
  name: string,
  from: string,
  filters: number,
  kernel: Parameters<NetworkBuilder['conv']>[3],
  options?: Pick<NonNullable<Parameters<NetworkBuilder['conv']>[4]>, 'stride' | 'padding'>,
) => string;

/** torchvision's `BasicConv2d`: convolution, batch norm and ReLU under one name, with scaled filters. */
export const basicConv =
  (b: NetworkBuilder, scaled: (channels: number) => number): BasicConv =>
  (name, from, filters, kernel, options) =>
    b.activation(
      name,
      b.norm(`${name}.bn`, b.conv(`${name}.conv`, from, scaled(filters), kernel, options)),
      'relu',
    );
