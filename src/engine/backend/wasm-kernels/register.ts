import * as tf from '@tensorflow/tfjs';
import { adamStep } from './adam-step';
import { clampGradient } from './clamp-gradient';
import { convFilterGradient } from './conv-filter-gradient';
import { convInputGradient } from './conv-input-gradient';
import { depthwiseFilterGradient } from './depthwise-filter-gradient';
import { depthwiseInputGradient } from './depthwise-input-gradient';
import { leadingSum } from './leading-sum';
import { matrixProduct } from './matrix-product';
import { maxPoolGradient } from './max-pool-gradient';
import { segmentSum } from './segment-sum';
import { simdConvFilterGradient, simdConvInputGradient } from './simd-conv-gradients';
import { simdConvolution } from './simd-convolution';
import { simdDepthwise, simdDepthwiseFilterGradient, simdDepthwiseInputGradient } from './simd-depthwise';
import { slice } from './slice';
import { softmaxLoss } from './softmax-loss';
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
    simdConvFilterGradient(convFilterGradient),
    simdConvInputGradient(convInputGradient),
    simdDepthwiseFilterGradient(depthwiseFilterGradient),
    simdDepthwiseInputGradient(depthwiseInputGradient),
    maxPoolGradient,
    segmentSum,
    clampGradient,
    softmaxLoss,
    adamStep,
    matrixProduct(own('BatchMatMul')),
    leadingSum(own('Sum')),
    slice(own('Slice')),
    spatialMean(own('Mean')),
    simdConvolution(own('Conv2D')),
    simdConvolution(own('FusedConv2D')),
    simdDepthwise(own('DepthwiseConv2dNative')),
    simdDepthwise(own('FusedDepthwiseConv2D')),
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
