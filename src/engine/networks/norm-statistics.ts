import * as tf from '@tensorflow/tfjs';
import { type Moments, type NormWeights, storedShare } from './batch-norm';
import { INFERENCE } from './modes';
import type { ForwardMode } from './network';

/** What batch norms see over many batches, channel by channel. */
export interface NormStatistics {
  /** Runs a body so that its norms tell what they see: each takes the statistics of the batch itself. */
  readonly mode: ForwardMode;
  /** Counts in what the norms told since the last time. */
  add(): Promise<void>;
  /** The norms that told anything, with what they are to store. */
  measured(): readonly MeasuredNorm[];
  dispose(): void;
}

export interface MeasuredNorm {
  readonly norm: NormWeights;
  readonly mean: Float32Array;
  /** As the network stores it: ÷ n, or ÷ n − 1. */
  readonly variance: Float32Array;
}

/** In float64: sums over all images stay exact enough. */
interface Sums {
  count: number;
  readonly mean: Float64Array;
  /** Of squared distances from the mean. */
  readonly squares: Float64Array;
}

/**
 * Gathers moments of batches into those of all images: means of means would leave out how batches differ,
 * so they are joined by the update of Chan, Golub & LeVeque (1979).
 */
export function normStatistics(): NormStatistics {
  const all = new Map<NormWeights, Sums>();
  const told: (Moments & { readonly norm: NormWeights })[] = [];
  const forget = () => tf.dispose(told.splice(0).map(({ mean, variance }) => [mean, variance]));
  return {
    mode: {
      ...INFERENCE,
      measure: (norm, { mean, variance, count }) =>
        told.push({ norm, count, mean: tf.keep(mean.clone()), variance: tf.keep(variance.clone()) }),
    },
    async add() {
      for (const { norm, mean, variance, count } of told) {
        const [ownMean, ownVariance] = await Promise.all([mean.data(), variance.data()]);
        const sums = all.get(norm) ?? emptySums(ownMean.length);
        all.set(norm, sums);
        join(sums, ownMean, ownVariance, count);
      }
      forget();
    },
    measured: () =>
      [...all].map(([norm, { count, mean, squares }]) => ({
        norm,
        mean: Float32Array.from(mean),
        variance: Float32Array.from(squares, (sum) => (sum / count) * storedShare(norm, count)),
      })),
    dispose: forget,
  };
}

const emptySums = (channels: number): Sums => ({
  count: 0,
  mean: new Float64Array(channels),
  squares: new Float64Array(channels),
});

function join(sums: Sums, mean: ArrayLike<number>, variance: ArrayLike<number>, count: number): void {
  const before = sums.count;
  sums.count += count;
  for (let channel = 0; channel < sums.mean.length; channel++) {
    const distance = (mean[channel] ?? 0) - (sums.mean[channel] ?? 0);
    sums.mean[channel] = (sums.mean[channel] ?? 0) + (distance * count) / sums.count;
    sums.squares[channel] =
      (sums.squares[channel] ?? 0) +
      (variance[channel] ?? 0) * count +
      (distance * distance * before * count) / sums.count;
  }
}
