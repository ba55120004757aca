import * as tf from '@tensorflow/tfjs';
import type { PerChannel, Preprocessing } from '../../plan/catalog';

/** Maps pixels 0–255 to what the network was trained on. Always a new tensor. */
export function preprocess(images: tf.Tensor, { scale, offset, channels }: Preprocessing): tf.Tensor {
  return tf.tidy(() => {
    const ordered = channels === 'bgr' ? tf.reverse(images, -1) : images.clone();
    const scaled = scale === 1 ? ordered : tf.mul(ordered, tensorOf(scale));
    return offset === 0 ? scaled : tf.add(scaled, tensorOf(offset));
  });
}

/** Channels are the last axis. */
const tensorOf = (values: PerChannel): number | tf.Tensor =>
  typeof values === 'number' ? values : tf.tensor1d([...values]);
