import * as tf from '@tensorflow/tfjs';
import { align, overKernel } from './aligned';

interface Attributes {
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
  readonly filterShape: [number, number, number, number];
}

/**
 * Gradient of a convolution's filter [kh, kw, ci, co]: for each kernel offset, dyᵀ · x gives
 * [co, ci]. The gradient is transposed once for all offsets, since a product with `transposeA` is
 * an order of magnitude slower on WASM than an explicit transpose.
 */
export const convFilterGradient: tf.KernelConfig = {
  kernelName: 'Conv2DBackpropFilter',
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs }) => {
    const { strides, pad, dimRoundingMode, filterShape } = attrs as unknown as Attributes;
    return tf.tidy(() => {
      const x = inputs.x as tf.Tensor4D;
      const dy = inputs.dy as tf.Tensor4D;
      const info = tf.backend_util.computeConv2DInfo(x.shape, filterShape, strides, 1, pad, dimRoundingMode);
      const aligned = align(x, dy, info);
      const gradient = tf.transpose(aligned.gradient);
      const products = overKernel(info, (r, s) => tf.matMul(gradient, aligned.inputAt(r, s)));
      const [kh, kw, ci, co] = filterShape;
      return tf.reshape(tf.transpose(tf.stack(products), [0, 2, 1]), [kh, kw, ci, co]);
    });
  },
};
