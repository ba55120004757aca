import * as tf from '@tensorflow/tfjs';
import { INFERENCE } from '../networks/modes';
import type { OpenNetwork } from '../networks/open-network';
import { pool } from '../networks/pooling';

/** After how many blocks the head takes something, in order; the last is the end of the body. */
function takenAfter({ network: { model }, body }: OpenNetwork): readonly number[] {
  const also = (model.also ?? []).map((name) => body.blocks.indexOf(name) + 1);
  return [...new Set([...also, model.blocks.length])].sort((a, b) => a - b);
}

/**
 * What the head takes of blocks before block `end`, pooled: it does not depend on the output of that block.
 * `maps` are the outputs of the blocks, in order. The results are the caller's.
 */
export const takenBefore = (open: OpenNetwork, maps: readonly tf.Tensor[], end: number): tf.Tensor2D[] =>
  takenAfter(open)
    .filter((after) => after < end)
    .flatMap((after) => {
      const map = maps[after - 1];
      return map ? [pool(map, open.network.model.pooling)] : [];
    });

/** The logits [n, classes] as a function of the output of the first `end` blocks. */
export function logitsFrom(
  open: OpenNetwork,
  end: number,
  before: readonly tf.Tensor2D[],
): (map: tf.Tensor) => tf.Tensor2D {
  return (map) =>
    tf.tidy(() => {
      const taken = [...before];
      let current = map;
      let from = end;
      for (const after of takenAfter(open).filter((place) => place >= end)) {
        if (after > from) current = open.body.forward(current, from, after, INFERENCE);
        from = after;
        taken.push(pool(current, open.network.model.pooling));
      }
      return open.head.forward(tf.concat(taken, -1), INFERENCE);
    });
}
