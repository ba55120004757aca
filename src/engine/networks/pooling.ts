import * as tf from '@tensorflow/tfjs';
import type { Pooling } from '../../plan/expressions';
import { INFERENCE } from './modes';
import type { Body } from './network';

/** Makes one vector of each sample's feature map: [n, h, w, c] to [n, c], or [n, h·w·c] for `flatten`. */
export function pool(features: tf.Tensor, pooling: Pooling): tf.Tensor2D {
  const map = features as tf.Tensor4D;
  switch (pooling) {
    case 'average':
      return tf.mean(map, [1, 2]);
    case 'max':
      return tf.max(map, [1, 2]);
    case 'flatten':
      return tf.reshape(map, [map.shape[0], -1]);
  }
}

/** What is taken of a body that does not train. */
export interface FeatureLayers {
  /** Up to the last one the body is run. */
  readonly blocks: readonly string[];
  /** Absent: the map of the last block as it is. */
  readonly pooling?: Pooling;
  /** With `pooling`: earlier blocks whose features come first, in block order. */
  readonly also?: readonly string[];
}

/** After how many blocks each of its layers is reached. */
const endsOf = ({ blocks, also = [] }: FeatureLayers): readonly number[] => [
  ...also.map((name) => blocks.indexOf(name) + 1),
  blocks.length,
];

/**
 * What each of `wanted` takes of one pass through a body: [n, features] where it is pooled, else [n, h, w,
 * c]. Takes over `input`, the body's; the results are the caller's.
 */
export function featuresOf(body: Body, input: tf.Tensor, wanted: readonly FeatureLayers[]): tf.Tensor[] {
  return tf.tidy(() => {
    const parts = wanted.map((layers) => ({ layers, ends: endsOf(layers), taken: [] as tf.Tensor[] }));
    let map = input;
    let from = 0;
    for (const to of [...new Set(parts.flatMap(({ ends }) => ends))].sort((a, b) => a - b)) {
      const before = map;
      map = body.forward(before, from, to, INFERENCE);
      before.dispose();
      from = to;
      for (const { layers, ends, taken } of parts) {
        if (ends.includes(to)) taken.push(layers.pooling ? pool(map, layers.pooling) : map.clone());
      }
    }
    return parts.map(({ taken }) => tf.concat(taken, -1));
  });
}
