import * as tf from '@tensorflow/tfjs';

/** Whether the backend in use has a kernel that does at once what otherwise takes many. */
export const hasKernel = (name: string): boolean => tf.getKernel(name, tf.getBackend()) !== undefined;
