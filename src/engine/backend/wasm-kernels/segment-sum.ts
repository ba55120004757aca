import * as tf from '@tensorflow/tfjs';

/** Sums rows by segment: the gradient of `gather`. Rows with a negative id are left out. */
export const segmentSum: tf.KernelConfig = {
  kernelName: 'UnsortedSegmentSum',
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs }) => {
    const x = inputs.x as tf.Tensor;
    const ids = inputs.segmentIds as tf.Tensor1D;
    const { numSegments } = attrs as unknown as { numSegments: number };
    return tf.tidy(() => {
      const columns = x.size / ids.size;
      const membership = tf.transpose(tf.cast(tf.oneHot(tf.cast(ids, 'int32'), numSegments), 'float32'));
      const sums = tf.matMul(
        membership as tf.Tensor2D,
        tf.reshape(tf.cast(x, 'float32'), [ids.size, columns]),
      );
      return tf.cast(tf.reshape(sums, [numSegments, ...x.shape.slice(1)]), x.dtype);
    });
  },
};
