import * as tf from '@tensorflow/tfjs';

/** The largest difference of two tensors, relative to the largest value of the first. */
export function difference(a: tf.Tensor, b: tf.Tensor): number {
  return tf.tidy(() => {
    const largest = tf.max(tf.abs(a)).dataSync()[0] ?? 0;
    return (tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] ?? Number.NaN) / Math.max(largest, 1e-6);
  });
}

/** Random images [n, side, side, channels] with values 0–255. */
export const images = (count: number, side: number, channels = 3): tf.Tensor4D =>
  tf.randomUniform([count, side, side, channels], 0, 255, 'float32', 7);

export const values = (tensor: tf.Tensor): number[] => [...tensor.dataSync()];
