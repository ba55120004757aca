import type * as tf from '@tensorflow/tfjs';
import { allocate, valuesOf } from './heap';

export const SOFTMAX_LOSS = 'SoftmaxLoss';

export interface SoftmaxLossAttributes {
  /** ε of label smoothing. */
  readonly labelSmoothing: number;
  /** One for each class; absent weighs all alike. */
  readonly classWeights?: readonly number[];
}

/**
 * The whole loss of a batch in one pass: inputs `logits` and `targets` [n, classes]; outputs the mean
 * loss [], the samples that are right [] and the gradient of the mean by the logits [n, classes]. A
 * batch has few logits: as some twenty kernels of the library, calling them takes most of the time.
 */
export const softmaxLoss: tf.KernelConfig = {
  kernelName: SOFTMAX_LOSS,
  backendName: 'wasm',
  kernelFunc: ({ inputs, backend, attrs }) => {
    const { logits, targets } = inputs as Record<'logits' | 'targets', tf.TensorInfo>;
    const [n = 0, classes = 0] = logits.shape;
    const outputs = [allocate(backend, []), allocate(backend, []), allocate(backend, [n, classes])] as const;
    const [loss, correct, gradient] = outputs.map((output) => valuesOf(backend, output)) as [
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const settings = attrs as unknown as SoftmaxLossAttributes;
    let sum = 0;
    let right = 0;
    const x = valuesOf(backend, logits);
    const t = valuesOf(backend, targets);
    for (let row = 0; row < n; row++) {
      const at = row * classes;
      const measured = measureRow(x, t, gradient, at, classes, n, settings);
      sum += measured.loss;
      if (measured.isRight) right++;
    }
    loss[0] = sum / n;
    correct[0] = right;
    return [...outputs];
  },
};

/** Loss of one sample, times its weight; fills in its row of the gradient. */
function measureRow(
  x: Float32Array,
  t: Float32Array,
  gradient: Float32Array,
  at: number,
  classes: number,
  n: number,
  { labelSmoothing, classWeights }: SoftmaxLossAttributes,
): { readonly loss: number; readonly isRight: boolean } {
  let predicted = 0;
  let truth = 0;
  let weight = classWeights ? 0 : 1;
  for (let k = 0; k < classes; k++) {
    const target = t[at + k] as number;
    if ((x[at + k] as number) > (x[at + predicted] as number)) predicted = k;
    if (target > (t[at + truth] as number)) truth = k;
    if (classWeights) weight += target * (classWeights[k] ?? 0);
  }
  const largest = x[at + predicted] as number;
  let total = 0;
  for (let k = 0; k < classes; k++) total += Math.exp((x[at + k] as number) - largest);
  const logTotal = Math.log(total);
  let loss = 0;
  for (let k = 0; k < classes; k++) {
    const target = (1 - labelSmoothing) * (t[at + k] as number) + labelSmoothing / classes;
    const logProbability = (x[at + k] as number) - largest - logTotal;
    loss -= target * logProbability;
    gradient[at + k] = ((Math.exp(logProbability) - target) * weight) / n;
  }
  return { loss: loss * weight, isRight: predicted === truth };
}
