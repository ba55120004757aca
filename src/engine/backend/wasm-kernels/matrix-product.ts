import * as tf from '@tensorflow/tfjs';

interface Attributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/**
 * The backend multiplies transposed matrices with a plain loop, ten times slower than its own product
 * behind an explicit transpose. The gradient of every dense layer takes this way.
 */
export function matrixProduct(original: tf.KernelConfig): tf.KernelConfig {
  return {
    ...original,
    kernelFunc: (call) => {
      const { transposeA, transposeB } = call.attrs as unknown as Attributes;
      const a = call.inputs.a as tf.Tensor;
      const b = call.inputs.b as tf.Tensor;
      const single = isMatrix(a) && isMatrix(b) && a.dtype === 'float32';
      if (!single || !(transposeA || transposeB)) return original.kernelFunc(call);
      return tf.tidy(() => tf.matMul(transposeA ? flipped(a) : a, transposeB ? flipped(b) : b));
    },
  };
}

/** One matrix, whatever number of batch axes of length 1 lead it. */
const isMatrix = (x: tf.Tensor): boolean => x.shape.slice(0, -2).every((length) => length === 1);

function flipped(x: tf.Tensor): tf.Tensor {
  const last = x.rank - 1;
  return tf.transpose(x, [...x.shape.keys()].slice(0, -2).concat(last, last - 1));
}
