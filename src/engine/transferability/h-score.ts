import type { Decomposition } from './decomposition';
import { classCounts, type LabelledFeatures } from './samples';

/**
 * H-score (Bao et al. 2019, "An information-theoretic approach to transferability in task transfer
 * learning"): tr(cov(F)⁺·cov(E[F|y])), how much of the features' variance lies between classes, each
 * direction counted in units of its own. At most classes − 1, and exactly that once there are more features
 * than samples: it says nothing then, and `shrunkHScore` is to be used. `centred` is of centred features.
 */
export const hScore = (
  centred: Decomposition,
  samples: Pick<LabelledFeatures, 'labels' | 'classes'>,
): number => betweenClasses(centred, samples, () => 1);

/**
 * H-score with a shrunk covariance (Ibrahim et al. 2021, arXiv:2110.06893): tr(Σ_δ⁻¹·(1 − δ)·cov(E[F|y])) with
 * Σ_δ = (1 − δ)·Σ + δ·tr(Σ)/d·I and δ by Ledoit & Wolf (2004). Stable for any number of features.
 */
export function shrunkHScore(
  centred: Decomposition,
  samples: Pick<LabelledFeatures, 'labels' | 'classes'>,
): number {
  const { count, width, squares } = centred;
  const shrinkage = ledoitWolf(centred);
  const mean = squares.reduce((sum, square) => sum + square / count, 0) / width;
  return betweenClasses(centred, samples, (square) => {
    const variance = square / count;
    return ((1 - shrinkage) * variance) / ((1 - shrinkage) * variance + shrinkage * mean);
  });
}

/** Σ over directions k of `weight(s_k²)` · Σ over classes c of n_c·ū_ck², where ū_c is the class mean of U. */
function betweenClasses(
  { count, rank, squares, left }: Decomposition,
  samples: Pick<LabelledFeatures, 'labels' | 'classes'>,
  weight: (square: number) => number,
): number {
  const counts = classCounts(samples);
  const sums = new Float64Array(samples.classes * rank);
  for (let row = 0; row < count; row++) {
    const start = (samples.labels[row] ?? 0) * rank;
    for (let k = 0; k < rank; k++) sums[start + k] = (sums[start + k] ?? 0) + (left[row * rank + k] ?? 0);
  }
  let score = 0;
  counts.forEach((size, label) => {
    if (size === 0) return;
    for (let k = 0; k < rank; k++)
      score += (weight(squares[k] ?? 0) * (sums[label * rank + k] ?? 0) ** 2) / size;
  });
  return score;
}

/**
 * The share of the mean variance that makes the shrunk covariance nearest to the true one (Ledoit & Wolf
 * 2004, "A well-conditioned estimator for large-dimensional covariance matrices"), in [0, 1].
 */
export function ledoitWolf({ count, width, rank, squares, left }: Decomposition): number {
  const trace = squares.reduce((sum, square) => sum + square / count, 0);
  const norm = squares.reduce((sum, square) => sum + (square / count) ** 2, 0);
  // ‖Σ − μI‖², and the mean of ‖xxᵀ − Σ‖² over samples, divided by their number.
  const spread = norm - trace ** 2 / width;
  let fourth = 0;
  for (let row = 0; row < count; row++) {
    let length = 0;
    for (let k = 0; k < rank; k++) length += (squares[k] ?? 0) * (left[row * rank + k] ?? 0) ** 2;
    fourth += length ** 2;
  }
  const error = (fourth / count - norm) / count;
  return spread > 0 ? Math.min(1, Math.max(0, error / spread)) : 0;
}
