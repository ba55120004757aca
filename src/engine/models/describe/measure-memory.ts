import * as tf from '@tensorflow/tfjs';
import type { BlockInfo } from '../../../plan/catalog';
import { INFERENCE } from '../../networks/modes';
import type { Body, ForwardMode } from '../../networks/network';
import { type LiveData, watchLiveData } from './live-data';

const BYTES_PER_FLOAT = 4;

/**
 * The values that each block of a body holds for one sample of its input shape [h, w, c], as the
 * engine really runs it. One sample takes what two take more than one, so weights fall out.
 */
export function measureMemory(
  body: Body,
  inputs: readonly (readonly number[])[],
  training: Pick<ForwardMode, 'batchNorm'> = INFERENCE,
): readonly Pick<BlockInfo, 'activation' | 'kept'>[] {
  const live = watchLiveData();
  try {
    return inputs.map((shape, block) => {
      const forSamples = (count: number) => {
        const x = tf.zeros([count, ...shape]);
        const mode = { ...INFERENCE, ...training, training: true };
        const bytes = { peak: peakOf(live, body, block, x), kept: keptBy(live, body, block, x, mode) };
        x.dispose();
        return bytes;
      };
      // The first pass also folds weights, which then stay.
      forSamples(1);
      const one = forSamples(1);
      const two = forSamples(2);
      return {
        activation: (two.peak - one.peak) / BYTES_PER_FLOAT,
        kept: (two.kept - one.kept) / BYTES_PER_FLOAT,
      };
    });
  } finally {
    live.stop();
  }
}

/** Most bytes at once in a forward pass, `x` included. */
function peakOf(live: LiveData, body: Body, block: number, x: tf.Tensor): number {
  live.restart();
  body.forward(x, block, block + 1, INFERENCE).dispose();
  return live.peak();
}

/** Bytes that are still there when a forward pass on the gradient tape has ended, `x` not included. */
function keptBy(live: LiveData, body: Body, block: number, x: tf.Tensor, mode: ForwardMode): number {
  const before = live.bytes();
  let after = before;
  const forward = (input: tf.Tensor): tf.Tensor => {
    body.forward(input, block, block + 1, mode);
    after = live.bytes();
    // Nothing of the body leads to this, so its backward pass is not run.
    return tf.sum(input);
  };
  tf.tidy(() => tf.grad(forward)(x));
  return after - before;
}
