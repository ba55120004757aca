import * as tf from '@tensorflow/tfjs';
import { align, overKernel } from './aligned';
import type { DepthwiseAttributes } from './attributes';

interface Attributes extends DepthwiseAttributes {
  readonly filterShape: [number, number, number, number];
}

/**
 * Gradient of a depthwise convolution's filter [kh, kw, c, m]: for each kernel offset, x · dy summed
 * over all pixels. The output channels of input channel c are c·m … c·m + m − 1.
 */
export const depthwiseFilterGradient: tf.KernelConfig = {
  kernelName: 'DepthwiseConv2dNativeBackpropFilter',
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs }) => {
    const { strides, dilations, pad, dimRoundingMode, filterShape } = attrs as unknown as Attributes;
    return tf.tidy(() => {
      const x = inputs.x as tf.Tensor4D;
      const dy = inputs.dy as tf.Tensor4D;
      const [, , channels, multiplier] = filterShape;
      const info = tf.backend_util.computeConv2DInfo(
        x.shape,
        filterShape,
        strides,
        dilations,
        pad,
        dimRoundingMode,
        true,
      );
      const { input, gradient, firstRow } = align(x, dy, info);
      const sums = overKernel(info, (r, s) =>
        tf.tidy(() => {
          const met: tf.Tensor2D = tf.slice(input, [firstRow(r, s), 0], [gradient.shape[0], channels]);
          return tf.sum(tf.mul(repeatChannels(met, multiplier), gradient), 0);
        }),
      );
      return tf.reshape(tf.stack(sums), [info.filterHeight, info.filterWidth, channels, multiplier]);
    });
  },
};

/** [rows, c] → [rows, c·m], each channel m times in a row. */
function repeatChannels(x: tf.Tensor2D, multiplier: number): tf.Tensor2D {
  if (multiplier === 1) return x;
  const [rows, channels] = x.shape;
  return tf.reshape(tf.tile(tf.reshape(x, [rows, channels, 1]), [1, 1, multiplier]), [
    rows,
    channels * multiplier,
  ]);
}
