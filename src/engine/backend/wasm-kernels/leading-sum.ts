import * as tf from '@tensorflow/tfjs';

interface Attributes {
  readonly axis: number | readonly number[];
  readonly keepDims: boolean;
}

/**
 * Sums over the leading axes, [rows…, c] → [c], by average pooling with one window of all rows: the
 * backend's own kernel transposes the whole tensor first and takes several times as long. Every bias
 * gradient is such a sum.
 */
export function leadingSum(original: tf.KernelConfig): tf.KernelConfig {
  return {
    ...original,
    kernelFunc: (call) => {
      const x = call.inputs.x as tf.Tensor;
      const { axis, keepDims } = call.attrs as unknown as Attributes;
      const axes = tf.util.parseAxisParam([axis].flat() as number[], x.shape).sort((a, b) => a - b);
      const leading = axes.length > 0 && axes.length < x.rank && axes.every((each, i) => each === i);
      if (!leading || x.dtype !== 'float32' || x.size === 0) return original.kernelFunc(call);
      const kept = x.shape.slice(axes.length);
      const columns = tf.util.sizeFromShape(kept);
      const rows = x.size / columns;
      const shape = keepDims ? [...axes.map(() => 1), ...kept] : kept;
      return tf.tidy(() => {
        const column: tf.Tensor4D = tf.reshape(x, [1, rows, 1, columns]);
        const mean = tf.avgPool(column, [rows, 1], 1, 'valid');
        return tf.reshape(tf.mul(mean, rows), shape);
      });
    },
  };
}
