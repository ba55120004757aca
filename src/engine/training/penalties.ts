import * as tf from '@tensorflow/tfjs';
import type { TrainedParameter } from './trainable';

/** What the loss adds to keep weights small or near to where they started. */
export interface Penalties {
  /** Their sum and the gradients with theirs added, for the caller to dispose; those given stay the caller's. */
  add(
    loss: tf.Scalar,
    gradients: readonly (tf.Tensor | undefined)[],
  ): { readonly loss: tf.Scalar; readonly gradients: readonly (tf.Tensor | undefined)[] };
  dispose(): void;
}

/**
 * λ·Σw² of each parameter's own `l2`, and L2-SP (Li et al. 2018), α/2·Σ(w − w⁰)², on the kernels of the
 * body's `blocks`, where w⁰ are the weights at this call. Gradients are written out, since they are
 * known: they cost two kernels each instead of eight on the tape.
 */
export function createPenalties(
  parameters: readonly TrainedParameter[],
  { l2sp, blocks }: { readonly l2sp: number; readonly blocks: number },
): Penalties {
  const starts = parameters.map(({ variable, role, block }) =>
    l2sp > 0 && role === 'kernel' && block < blocks ? variable.clone() : undefined,
  );
  return {
    add: (loss, gradients) => {
      let total = loss;
      const sums = parameters.map(({ variable, l2 }, index) => {
        const gradient = gradients[index];
        const start = starts[index];
        if (!gradient || (l2 === 0 && !start)) return gradient;
        let sum = gradient;
        if (l2 > 0) {
          total = tf.add(total, tf.mul(tf.sum(tf.square(variable)), l2));
          sum = tf.add(sum, tf.mul(variable, 2 * l2));
        }
        if (start) {
          const away = tf.sub(variable, start);
          total = tf.add(total, tf.mul(tf.sum(tf.square(away)), l2sp / 2));
          sum = tf.add(sum, tf.mul(away, l2sp));
        }
        return sum;
      });
      return { loss: total, gradients: sums };
    },
    dispose: () => tf.dispose(starts.filter((start) => start !== undefined)),
  };
}
