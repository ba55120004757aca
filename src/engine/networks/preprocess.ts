import * as tf from '@tensorflow/tfjs';
import type { Preprocessing } from '../../plan/catalog';

/** Maps pixels 0–255 to what the network was trained on. Always a new tensor. */
export function preprocess(images: tf.Tensor, { scale, offset }: Preprocessing): tf.Tensor {
  const scaled = scale === 1 ? images.clone() : tf.mul(images, scale);
  return offset === 0 ? scaled : tf.add(scaled, offset);
}
