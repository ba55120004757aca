import * as tf from '@tensorflow/tfjs';
import { SOFTMAX_LOSS, type SoftmaxLossAttributes } from '../backend/wasm-kernels/softmax-loss';
import { hasKernel } from './has-kernel';

export interface Measured {
  /** Mean over the samples, in nats. */
  readonly loss: tf.Scalar;
  /** Samples whose most probable class is the most probable target. */
  readonly correct: tf.Scalar;
  /** Of the loss by the logits [n, classes]. */
  readonly gradient: tf.Tensor2D;
}

/**
 * Cross-entropy of softmax(logits) against soft targets, −Σ t·log p, of each sample times the weight
 * of its class, as Keras's `class_weight`, and its mean. `logits` and `targets` are [n, classes], each
 * row of targets sums to 1. With smoothing, ε of the certainty is spread over all classes:
 * (1 − ε)·t + ε/K (Szegedy et al. 2016). With soft targets a sample's weight is the mixture of its
 * classes' weights. Stable: works on log-softmax. The caller disposes the results.
 */
export function measureLoss(
  logits: tf.Tensor2D,
  targets: tf.Tensor2D,
  attributes: SoftmaxLossAttributes = { labelSmoothing: 0 },
): Measured {
  const [loss, correct, gradient] = hasKernel(SOFTMAX_LOSS)
    ? (tf.engine().runKernel(SOFTMAX_LOSS, { logits, targets }, { ...attributes }) as unknown as Parts)
    : composedLoss(logits, targets, attributes);
  return { loss, correct, gradient };
}

type Parts = [tf.Scalar, tf.Scalar, tf.Tensor2D];

const composedLoss = (
  logits: tf.Tensor2D,
  targets: tf.Tensor2D,
  { labelSmoothing, classWeights }: SoftmaxLossAttributes,
): Parts =>
  tf.tidy(() => {
    const [count, classes] = logits.shape;
    const smoothed =
      labelSmoothing === 0 ? targets : tf.add(tf.mul(targets, 1 - labelSmoothing), labelSmoothing / classes);
    const logs = tf.logSoftmax(logits);
    const away = tf.sub(tf.exp(logs), smoothed);
    const weights = classWeights && tf.sum(tf.mul(targets, tf.tensor1d([...classWeights])), 1, true);
    const losses = tf.neg(tf.sum(tf.mul(smoothed, logs), 1, true));
    const right = tf.sum(tf.equal(tf.argMax(logits, 1), tf.argMax(targets, 1)));
    return [
      tf.mean(weights ? tf.mul(losses, weights) : losses),
      tf.cast(right, 'float32'),
      tf.div(weights ? tf.mul(away, weights) : away, count),
    ] as Parts;
  });

/**
 * The same as a loss to differentiate: the logits take the gradient that was measured with it. `seen`
 * gets the samples that were right, for the caller to dispose.
 */
export function lossOnTape(
  logits: tf.Tensor2D,
  targets: tf.Tensor2D,
  attributes: SoftmaxLossAttributes,
  seen: tf.Tensor[],
): tf.Scalar {
  const measure = tf.customGrad((...args) => {
    const [logits, save] = args as unknown as [tf.Tensor2D, tf.GradSaveFunc];
    const { loss, correct, gradient } = measureLoss(logits, targets, attributes);
    seen.push(tf.keep(correct));
    save([gradient]);
    return {
      value: loss,
      gradFunc: (dy, saved) => tf.mul(saved[0] as tf.Tensor2D, dy as tf.Scalar),
    };
  });
  return measure(logits) as tf.Scalar;
}

/**
 * Weights by inverse frequency, n / (K · nₖ), scikit-learn's "balanced": a class as frequent as the
 * average has weight 1. A class without samples has weight 0.
 */
export function balancedWeights(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => (count === 0 ? 0 : total / (counts.length * count)));
}
