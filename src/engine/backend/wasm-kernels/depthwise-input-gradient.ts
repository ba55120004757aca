import * as tf from '@tensorflow/tfjs';
import type { DepthwiseAttributes } from './attributes';
import { inputMargins } from './input-margins';
import { padOrCrop, spread } from './spread';

interface Attributes extends DepthwiseAttributes {
  readonly inputShape: [number, number, number, number];
}

/**
 * Gradient of a depthwise convolution's input: the depthwise convolution of dy with the kernel turned
 * by 180°, summed over the output channels that one input channel feeds.
 */
export const depthwiseInputGradient: tf.KernelConfig = {
  kernelName: 'DepthwiseConv2dNativeBackpropInput',
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs }) => {
    const { strides, dilations, pad, dimRoundingMode, inputShape } = attrs as unknown as Attributes;
    return tf.tidy(() => {
      const dy = inputs.dy as tf.Tensor4D;
      const filter = inputs.filter as tf.Tensor4D;
      const info = tf.backend_util.computeConv2DInfo(
        inputShape,
        filter.shape,
        strides,
        dilations,
        pad,
        dimRoundingMode,
        true,
      );
      const wide = padOrCrop(spread(dy, info.strideHeight, info.strideWidth), inputMargins(info));
      const [kh, kw, channels, multiplier] = filter.shape;
      // One output channel for each of dy's: a depthwise kernel without multiplier.
      const turned = tf.reshape(tf.reverse(filter, [0, 1]), [kh, kw, channels * multiplier, 1]);
      const each = tf.depthwiseConv2d(wide, turned as tf.Tensor4D, 1, 'valid', 'NHWC', dilations);
      if (multiplier === 1) return each;
      return tf.sum(tf.reshape(each, [...inputShape, multiplier]), -1);
    });
  },
};
