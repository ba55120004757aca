import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { simdModule } from '../simd/module';
import { addressOf, allocate } from './heap';

/** Gradients of clamp(x + bias, low, high) from its output; see `fused-convolution.ts`. */
export const CLAMP_GRADIENT = 'ClampGradient';

export interface ClampGradientAttributes {
  readonly low: number;
  readonly high: number;
}

/** Inputs y and dy [..., c] with c a multiple of 4; gives dx [..., c] and the bias's gradient [c]. */
export const clampGradient: tf.KernelConfig = {
  kernelName: CLAMP_GRADIENT,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { y, dy } = inputs as { y: tf.TensorInfo; dy: tf.TensorInfo };
    const { low, high } = attrs as unknown as ClampGradientAttributes;
    const columns = y.shape.at(-1) ?? 1;
    const dx = allocate(backend, y.shape);
    const bias = allocate(backend, [columns]);
    const addresses = [y, dy, dx, bias].map((each) => addressOf(backend, each));
    const rows = tf.util.sizeFromShape(y.shape) / columns;
    simdModule(backend as BackendWasm).clampGradient(...addresses, rows, columns, low, high);
    return [dx, bias];
  },
};
