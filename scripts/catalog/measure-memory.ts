import * as tf from '@tensorflow/tfjs';
import { INFERENCE } from '../../src/engine/networks/modes.ts';
import type { Body } from '../../src/engine/networks/network.ts';
import type { BlockInfo } from '../../src/plan/catalog.ts';

const BYTES_PER_FLOAT = 4;

/**
 * The values that each block of a body holds for one sample of its input shape [h, w, c], as the
 * engine really runs it. One sample takes what two take more than one, so weights fall out.
 */
export async function measureMemory(
  body: Body,
  inputs: readonly (readonly number[])[],
): Promise<readonly Pick<BlockInfo, 'activation' | 'kept'>[]> {
  const measured = [];
  for (const [block, shape] of inputs.entries()) {
    const forSamples = async (count: number) => {
      const x = tf.zeros([count, ...shape]);
      const bytes = { peak: await peakOf(body, block, x), kept: keptBy(body, block, x) };
      x.dispose();
      return bytes;
    };
    // The first pass also folds weights, which then stay.
    await forSamples(1);
    const one = await forSamples(1);
    const two = await forSamples(2);
    measured.push({
      activation: (two.peak - one.peak) / BYTES_PER_FLOAT,
      kept: (two.kept - one.kept) / BYTES_PER_FLOAT,
    });
  }
  return measured;
}

/** Most bytes at once in a forward pass, `x` included. */
async function peakOf(body: Body, block: number, x: tf.Tensor): Promise<number> {
  const { peakBytes } = await tf.profile(() => {
    body.forward(x, block, block + 1, INFERENCE).dispose();
    return [];
  });
  return peakBytes;
}

/** Bytes that are still there when a forward pass on the gradient tape has ended, `x` not included. */
function keptBy(body: Body, block: number, x: tf.Tensor): number {
  const before = tf.memory().numBytes;
  let after = before;
  const forward = (input: tf.Tensor): tf.Tensor => {
    body.forward(input, block, block + 1, { ...INFERENCE, training: true });
    after = tf.memory().numBytes;
    // Nothing of the body leads to this, so its backward pass is not run.
    return tf.sum(input);
  };
  tf.tidy(() => tf.grad(forward)(x));
  return after - before;
}
