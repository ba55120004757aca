import * as tf from '@tensorflow/tfjs';
import { type NormWeights, normaliseBatch, storedAffine } from './batch-norm';
import type { ForwardMode } from './network';
import { type Runner, single } from './step';

export const takesBatchStatistics = ({ training, batchNorm }: ForwardMode): boolean =>
  training && batchNorm === 'batch';

/** A batch norm that stands alone. */
export const normalisation = (weights: NormWeights): Runner => ({
  run(inputs, mode) {
    if (takesBatchStatistics(mode)) return normaliseBatch(single(inputs), weights);
    return tf.tidy(() => {
      const { scale, shift } = storedAffine(weights);
      return tf.add(tf.mul(single(inputs), scale), shift);
    });
  },
});
