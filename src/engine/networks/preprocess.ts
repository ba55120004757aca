import * as tf from '@tensorflow/tfjs';
import type { PerChannel, Preprocessing } from '../../plan/catalog';

/** Maps pixels 0–255 to what the network was trained on. Always a new tensor. */
export function preprocess(images: tf.Tensor, { scale, offset, channels }: Preprocessing): tf.Tensor {
  return tf.tidy(() => {
    const ordered = channels === 'bgr' ? tf.reverse(images, -1) : images.clone();
    const scaled = scale === 1 ? ordered : tf.mul(ordered, constant(scale));
    return offset === 0 ? scaled : tf.add(scaled, constant(offset));
  });
}

const constant = (value: number | PerChannel): number | tf.Tensor =>
  typeof value === 'number' ? value : tf.tensor1d([...value]);
