import * as tf from '@tensorflow/tfjs';
import { averagePoolingGradient } from './average-pooling';
import { relu6Gradient } from './relu6';

let registered = false;

/** Replaces gradients of the library that are wrong or slow; for all backends. Later calls do nothing. */
export function registerGradients(): void {
  if (registered) return;
  registered = true;
  for (const gradient of [averagePoolingGradient, relu6Gradient]) {
    tf.unregisterGradient(gradient.kernelName);
    tf.registerGradient(gradient);
  }
}
