import type * as tf from '@tensorflow/tfjs';
import { allocate, valuesOf } from './heap';

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
    // Only now: an allocation may move the memory.
    const [nextW, nextM, nextV] = outputs.map((output) => valuesOf(backend, output)) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const [w, m, v, g] = [value, mean, square, gradient].map((input) => valuesOf(backend, input)) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    for (let index = 0; index < nextW.length; index++) {
      const slope = g[index] as number;
      const nextMean = beta1 * (m[index] as number) + (1 - beta1) * slope;
      const nextSquare = beta2 * (v[index] as number) + (1 - beta2) * slope * slope;
      nextM[index] = nextMean;
      nextV[index] = nextSquare;
      nextW[index] = kept * (w[index] as number) - (scale * nextMean) / (Math.sqrt(nextSquare) + epsilon);
    }
    return outputs;
  },
};
