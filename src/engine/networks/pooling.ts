import * as tf from '@tensorflow/tfjs';
import type { Pooling } from '../../plan/expressions';

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
