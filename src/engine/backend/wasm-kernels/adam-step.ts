import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { simdModule } from '../simd/module';
import { addressOf, allocate } from './heap';

export const ADAM_STEP = 'AdamStep';

export interface AdamStepAttributes {
  readonly beta1: number;
  readonly beta2: number;
  /** Share of the parameter that is kept, 1 without weight decay. */
  readonly kept: number;
  /** What m / (√v + ε) is multiplied by: the rate, with the bias corrections. */
  readonly scale: number;
  /** ε, with the bias correction of v. */
  readonly epsilon: number;
}

/**
 * One step of Adam for one parameter in one pass: inputs `value`, `mean`, `square` and `gradient` of one
 * shape; outputs the next value, mean and square. As twelve kernels of the library, small parameters
 * wait for their calls and large ones for the memory.
 */
export const adamStep: tf.KernelConfig = {
  kernelName: ADAM_STEP,
  backendName: 'wasm',
  kernelFunc: ({ inputs, backend, attrs }) => {
    const { value, mean, square, gradient } = inputs as Record<
      'value' | 'mean' | 'square' | 'gradient',
      tf.TensorInfo
    >;
    const { beta1, beta2, kept, scale, epsilon } = attrs as unknown as AdamStepAttributes;
    const outputs = [value, mean, square].map(({ shape }) => allocate(backend, [...shape]));
    const addresses = [value, mean, square, gradient, ...outputs].map((each) => addressOf(backend, each));
    const numbers = [beta1, 1 - beta1, beta2, 1 - beta2, kept, scale, epsilon];
    const count = tf.util.sizeFromShape(value.shape);
    simdModule(backend as BackendWasm).adamStep(...addresses, count, ...numbers);
    return outputs;
  },
};
