import * as tf from '@tensorflow/tfjs';
import { momentsOf, type NormWeights, normaliseBatch, storedAffine } from './batch-norm';
import type { ForwardMode } from './network';
import { type Runner, single } from './step';

/** Whether a batch norm looks at the batch: then it cannot be folded into what is before it. */
export const takesBatchStatistics = ({ training, batchNorm, measure }: ForwardMode): boolean =>
  measure !== undefined || (training && batchNorm === 'batch');

/** By the statistics that the mode asks for. */
export function normalise(x: tf.Tensor, weights: NormWeights, mode: ForwardMode): tf.Tensor {
  if (!takesBatchStatistics(mode)) return affine(x, weights);
  if (!mode.measure) return normaliseBatch(x, weights);
  const moments = momentsOf(x);
  mode.measure(weights, moments);
  return affine(x, { ...weights, ...moments });
}

function affine(x: tf.Tensor, weights: Parameters<typeof storedAffine>[0]): tf.Tensor {
  const { scale, shift } = storedAffine(weights);
  return tf.add(tf.mul(x, scale), shift);
}

/** A batch norm that stands alone. */
export const normalisation = (weights: NormWeights): Runner => ({
  run: (inputs, mode) => tf.tidy(() => normalise(single(inputs), weights, mode)),
});
