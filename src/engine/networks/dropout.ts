import * as tf from '@tensorflow/tfjs';
import { derive } from '../data/random';
import { type Runner, single } from './step';

/** Drops activations in training: other ones in each batch, and the same from run to run. */
export const dropout = (name: string, rate: number): Runner => ({
  run: (inputs, { training, seed }) =>
    training && rate > 0
      ? tf.dropout(single(inputs), rate, undefined, derive(seed, name))
      : single(inputs).clone(),
});
