import type * as tf from '@tensorflow/tfjs';

/** What tfjs hands to every gradient of a convolution. */
export interface ConvolutionAttributes {
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** What it hands to those of a depthwise one. */
export interface DepthwiseAttributes extends ConvolutionAttributes {
  readonly dilations: number | [number, number];
}
