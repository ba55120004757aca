import * as tf from '@tensorflow/tfjs';

/**
 * Cross-entropy of softmax(logits) against soft targets, −Σ t·log p for each sample, in nats.
 * `logits` and `targets` are [n, classes], each row of targets sums to 1; gives [n]. Stable: works on
 * log-softmax. Only the logits take a gradient, softmax − targets: composed operation by operation it
 * takes three times the kernels.
 */
export function crossEntropy(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Tensor1D {
  const measure = tf.customGrad((...args) => {
    const [logits, save] = args as unknown as [tf.Tensor2D, tf.GradSaveFunc];
    const logs = tf.logSoftmax(logits);
    save([logs, targets]);
    return {
      value: tf.neg(tf.sum(tf.mul(targets, logs), 1)),
      gradFunc: (dy, saved) => {
        const [logs, targets] = saved as [tf.Tensor2D, tf.Tensor2D];
        return tf.mul(tf.sub(tf.exp(logs), targets), tf.expandDims(dy as tf.Tensor1D, 1));
      },
    };
  });
  return tf.tidy(() => measure(logits) as tf.Tensor1D);
}

/** ε of the certainty is spread over all classes: (1 − ε)·t + ε/K (Szegedy et al. 2016). */
export const smoothTargets = (targets: tf.Tensor2D, epsilon: number): tf.Tensor2D =>
  epsilon === 0
    ? targets.clone()
    : tf.tidy(() => tf.add(tf.mul(targets, 1 - epsilon), epsilon / targets.shape[1]) as tf.Tensor2D);

/**
 * Mean over the batch of each sample's loss times its class's weight, as Keras's `class_weight`.
 * With soft targets a sample's weight is the mixture of its classes' weights. Gives a scalar.
 */
export function weightedMean(
  losses: tf.Tensor1D,
  targets: tf.Tensor2D,
  classWeights: tf.Tensor1D | undefined,
): tf.Scalar {
  if (!classWeights) return tf.mean(losses) as tf.Scalar;
  return tf.tidy(() => tf.mean(tf.mul(losses, tf.sum(tf.mul(targets, classWeights), 1))) as tf.Scalar);
}

/**
 * Weights by inverse frequency, n / (K · nₖ), scikit-learn's "balanced": a class as frequent as the
 * average has weight 1. A class without samples has weight 0.
 */
export function balancedWeights(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (count === 0 ? 0 : total / (counts.length * count)));
}
