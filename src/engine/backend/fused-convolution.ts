import * as tf from '@tensorflow/tfjs';
import type { FusedActivation } from '../../plan/architectures/chains';

export interface FusedConvolution {
  /** [n, h, w, ci]. */
  readonly x: tf.Tensor;
  /** [kh, kw, ci, co], or [kh, kw, c, m] of a depthwise convolution. */
  readonly filter: tf.Tensor;
  /** [co]. */
  readonly bias?: tf.Tensor;
  readonly depthwise: boolean;
  readonly strides: [number, number];
  readonly pad: 'same' | 'valid' | tf.backend_util.ExplicitPadding;
  readonly dilations: [number, number];
  readonly activation: FusedActivation | 'linear';
}

/**
 * Convolution, bias and activation as one kernel, [n, h', w', co], also on the gradient tape: there the
 * library takes them apart as soon as the activation is not linear, and walks over the activations once
 * for each piece, forward and back.
 */
export function fusedConvolution(convolution: FusedConvolution): tf.Tensor4D {
  const { x, filter, bias, depthwise, strides, pad, dilations, activation } = convolution;
  const dilated = dilations.some((dilation) => dilation > 1);
  if (dilated || tf.engine().state.gradientDepth === 0) {
    const run = depthwise ? tf.fused.depthwiseConv2d : tf.fused.conv2d;
    return run({
      x: x as tf.Tensor4D,
      filter: filter as tf.Tensor4D,
      bias,
      strides,
      // The types of depthwise convolutions leave out what the function takes.
      pad: pad as 'same',
      dilations,
      activation,
    });
  }
  return tf
    .engine()
    .runKernel(
      depthwise ? 'FusedDepthwiseConv2D' : 'FusedConv2D',
      { x, filter, ...(bias && { bias }) },
      { strides, pad, dilations, dataFormat: 'NHWC', activation },
    );
}
