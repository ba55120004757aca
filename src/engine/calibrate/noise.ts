import * as tf from '@tensorflow/tfjs';

/** A prime far from powers of two, so that values repeat at no stride that a kernel might notice. */
const STRIDE = 7919;
const PERIOD = 10_007;

/** Values in [−scale, scale], always the same; a fraction of the time that random ones take to draw. */
export const noise = (shape: readonly number[], scale: number): tf.Tensor => {
  const size = shape.reduce((product, side) => product * side, 1);
  const values = new Float32Array(size);
  for (let place = 0; place < size; place++) {
    values[place] = scale * (((place * STRIDE) % PERIOD) / (PERIOD / 2) - 1);
  }
  return tf.tensor(values, [...shape]);
};
