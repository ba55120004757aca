import * as tf from '@tensorflow/tfjs';

/** As in PyTorch's `clip_grad_norm_`. */
const EPSILON = 1e-6;

/** The norm of all gradients taken as one vector. Gives a scalar. */
export const globalNorm = (gradients: readonly (tf.Tensor | undefined)[]): tf.Scalar =>
  tf.tidy(() => {
    const squares = gradients.flatMap((gradient) => (gradient ? [tf.sum(tf.square(gradient))] : []));
    return tf.sqrt(tf.addN(squares)) as tf.Scalar;
  });

/**
 * Gradients scaled down so that their global norm is at most `limit` (Pascanu et al. 2013). `norm` is
 * their norm, as a tensor so that a GPU need not be waited for. Those given stay the caller's.
 */
export function clip(
  gradients: readonly (tf.Tensor | undefined)[],
  norm: tf.Scalar,
  limit: number,
): readonly (tf.Tensor | undefined)[] {
  const scale = tf.tidy(() => tf.minimum(1, tf.div(limit, tf.add(norm, EPSILON))));
  const clipped = gradients.map((gradient) => gradient && tf.mul(gradient, scale));
  scale.dispose();
  return clipped;
}
