import * as tf from '@tensorflow/tfjs';

interface Attributes {
  readonly axis: number | readonly number[];
  readonly keepDims: boolean;
}

/**
 * Sums over the leading axes, [rows…, c] → [c], as the product of a row of ones and the matrix: the
 * backend's own kernel transposes the whole tensor first and takes ten to twenty times as long. Every
 * bias gradient is such a sum.
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
      return tf.tidy(() => tf.reshape(tf.matMul(tf.ones([1, rows]), tf.reshape(x, [rows, columns])), shape));
    },
  };
}
