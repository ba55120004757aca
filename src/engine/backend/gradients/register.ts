import * as tf from '@tensorflow/tfjs';
import { averagePoolingGradient } from './average-pooling';
import { fusedConvolutionGradients } from './fused-convolution';
import { relu6Gradient } from './relu6';

let registered = false;

/** Adds gradients that the library lacks and replaces those that are wrong or slow; for all backends. */
export function registerGradients(): void {
  if (registered) return;
  registered = true;
  for (const gradient of [averagePoolingGradient, relu6Gradient, ...fusedConvolutionGradients]) {
    if (tf.getGradient(gradient.kernelName)) tf.unregisterGradient(gradient.kernelName);
    tf.registerGradient(gradient);
  }
}
