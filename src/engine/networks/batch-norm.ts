import * as tf from '@tensorflow/tfjs';

/**
 * Share of the old value in the moving averages of networks from scratch. Keras's 0.99 needs hundreds of batches to
 * forget where it started, more than a few labels give; 0.9 is PyTorch's choice.
 */
export const NORM_MOMENTUM = 0.9;

/** γ and β of one layer and what it stored of earlier batches; all of shape [c]. */
export interface NormWeights {
  /** Absent: 1. */
  readonly gamma?: tf.Tensor;
  /** Absent: 0. */
  readonly beta?: tf.Tensor;
  readonly mean: tf.Variable;
  readonly variance: tf.Variable;
  readonly epsilon: number;
  /** Share of the old value in a moving average (Keras's meaning). */
  readonly momentum: number;
  /** What is stored is an estimate for all images (÷ n − 1), as in PyTorch, not the batch's own variance (÷ n). */
  readonly unbiased?: boolean;
}

type Statistics = Omit<NormWeights, 'mean' | 'variance' | 'momentum'> & Pick<Moments, 'mean' | 'variance'>;

/** Of some activations, for each channel [c]; the variance is the batch's own (÷ n). */
export interface Moments {
  readonly mean: tf.Tensor;
  readonly variance: tf.Tensor;
  /** Values of one channel. */
  readonly count: number;
}

/** Over all axes but the last. */
export function momentsOf(x: tf.Tensor): Moments {
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  return { ...tf.moments(x, axes), count: x.size / (x.shape.at(-1) ?? 1) };
}

/** Stored is an estimate for all images (÷ n − 1) where the network has it so. */
export const storedShare = ({ unbiased }: NormWeights, count: number): number =>
  unbiased && count > 1 ? count / (count - 1) : 1;

/** The stored statistics as one affine map of each channel: y = x · scale + shift. */
export function storedAffine(weights: Statistics): { scale: tf.Tensor1D; shift: tf.Tensor1D } {
  const { gamma, beta, mean, variance, epsilon } = weights;
  const inverse = tf.rsqrt(tf.add(variance, epsilon));
  const scale = gamma ? tf.mul(gamma, inverse) : inverse;
  const centre = tf.neg(tf.mul(mean, scale));
  return { scale: scale as tf.Tensor1D, shift: (beta ? tf.add(beta, centre) : centre) as tf.Tensor1D };
}

/**
 * Batch normalisation with the batch's own statistics over all axes but the last (Ioffe & Szegedy
 * 2015), which also moves the stored ones, as Keras does in training. The gradient is written out:
 * composed operation by operation it takes several times as long.
 */
export function normaliseBatch(x: tf.Tensor, weights: NormWeights): tf.Tensor {
  const channels = x.shape.at(-1) ?? 1;
  const count = x.size / channels;
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  const total = (values: tf.Tensor): tf.Tensor => tf.sum(values, axes);
  const normalise = tf.customGrad((...args) => {
    const [x, gamma, beta, save] = args as [tf.Tensor, tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    const mean = tf.div(total(x), count);
    const centred = tf.sub(x, mean);
    const variance = tf.div(total(tf.square(centred)), count);
    const inverse = tf.rsqrt(tf.add(variance, weights.epsilon));
    const normalised = tf.mul(centred, inverse);
    move(weights.mean, mean, weights.momentum);
    const correction = storedShare(weights, count);
    move(weights.variance, correction === 1 ? variance : tf.mul(variance, correction), weights.momentum);
    save([normalised, tf.mul(gamma, inverse)]);
    return {
      value: tf.add(tf.mul(normalised, gamma), beta),
      gradFunc: (dy, saved) => {
        const [normalised, scale] = saved as [tf.Tensor, tf.Tensor];
        const dyValues = dy as tf.Tensor;
        const dBeta = total(dyValues);
        const dGamma = total(tf.mul(dyValues, normalised));
        const inward = tf.sub(
          tf.sub(dyValues, tf.div(dBeta, count)),
          tf.mul(normalised, tf.div(dGamma, count)),
        );
        return [tf.mul(inward, scale), dGamma, dBeta];
      },
    };
  });
  return tf.tidy(() =>
    normalise(x, weights.gamma ?? tf.ones([channels]), weights.beta ?? tf.zeros([channels])),
  );
}

function move(stored: tf.Variable, current: tf.Tensor, momentum: number): void {
  stored.assign(tf.add(tf.mul(stored, momentum), tf.mul(current, 1 - momentum)));
}
