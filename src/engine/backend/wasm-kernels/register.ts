import * as tf from '@tensorflow/tfjs';
import { convFilterGradient } from './conv-filter-gradient';
import { convInputGradient } from './conv-input-gradient';
import { depthwiseFilterGradient } from './depthwise-filter-gradient';
import { depthwiseInputGradient } from './depthwise-input-gradient';
import { leadingSum } from './leading-sum';
import { matrixProduct } from './matrix-product';
import { maxPoolGradient } from './max-pool-gradient';
import { segmentSum } from './segment-sum';
import { slice } from './slice';
import { spatialMean } from './spatial-mean';

let registered = false;

/**
 * Gives the WASM backend what training needs and it lacks, and faster ways for what it has. To be
 * called once its own kernels are registered (its module is imported); later calls do nothing.
 */
export function registerWasmTraining(): void {
  if (registered) return;
  registered = true;
  const additions = [
    convFilterGradient,
    convInputGradient,
    depthwiseFilterGradient,
    depthwiseInputGradient,
    maxPoolGradient,
    segmentSum,
    matrixProduct(own('BatchMatMul')),
    leadingSum(own('Sum')),
    slice(own('Slice')),
    spatialMean(own('Mean')),
  ];
  for (const kernel of additions) {
    if (tf.getKernel(kernel.kernelName, 'wasm')) tf.unregisterKernel(kernel.kernelName, 'wasm');
    tf.registerKernel(kernel);
  }
}

function own(kernelName: string): tf.KernelConfig {
  const kernel = tf.getKernel(kernelName, 'wasm');
  if (!kernel) throw new Error(`The WASM backend has no kernel "${kernelName}": import its module first.`);
  return kernel;
}
