import * as tf from '@tensorflow/tfjs';

interface Attributes {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
}

/**
 * Each input gets its share of every window it lies in: dy divided by the window's count of inputs.
 * The library's own gradient divides by the full window also at the border, where `same` padding
 * leaves fewer inputs in it, and so disagrees with the numeric gradient there.
 */
export const averagePoolingGradient: tf.GradConfig = {
  kernelName: 'AvgPool',
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attributes) => {
    const [x] = saved as [tf.Tensor4D];
    const { filterSize, strides, pad } = attributes as unknown as Attributes;
    return {
      x: () => {
        const [, height, width, channels] = x.shape;
        const [windowHeight, windowWidth] = [filterSize, filterSize].flat() as [number, number];
        const window = (depth: number) => tf.ones([windowHeight, windowWidth, depth, 1]) as tf.Tensor4D;
        const counts = tf.depthwiseConv2d(
          tf.ones([1, height, width, 1]) as tf.Tensor4D,
          window(1),
          strides,
          pad as 'same',
        );
        const shares = tf.div(dy as tf.Tensor4D, counts) as tf.Tensor4D;
        return tf
          .engine()
          .runKernel(
            'DepthwiseConv2dNativeBackpropInput',
            { dy: shares, filter: window(channels) },
            { strides, pad, dilations: 1, inputShape: x.shape },
          ) as tf.Tensor;
      },
    };
  },
};
