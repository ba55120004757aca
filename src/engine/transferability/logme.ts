import type { Decomposition } from './decomposition';
import { classCounts, type LabelledFeatures } from './samples';

/** The fixed point is reached when α/β changes by less than this share. */
const TOLERANCE = 1e-10;
const MOST_ROUNDS = 500;
/** A ratio so much larger or smaller than any s² makes all the same of them. */
const BEYOND = 1e9;

/**
 * LogME (You et al. 2021, arXiv:2102.11005): how probable the labels are under a Bayesian linear model on the
 * features, its weights integrated out, with the best prior. For each class c, y is 1 on its samples and
 * 0 elsewhere, w ~ N(0, α⁻¹I), y ~ N(Fw, β⁻¹I), and with A = αI + βFᵀF, m = βA⁻¹Fᵀy
 *
 *     log p(y|F, α, β) = n/2·log β + d/2·log α − n/2·log 2π − β/2·‖Fm − y‖² − α/2·mᵀm − ½·log|A|
 *
 * which is maximised by γ = Σ βs²/(α + βs²), α ← γ/mᵀm, β ← (n − γ)/‖Fm − y‖². The score is the mean over
 * classes of the maximum, divided by n: higher is better. `decomposition` is of the features as they are.
 * Directions without variance add ½·log α to both d/2·log α and ½·log|A|, so only the others are summed.
 */
export function logme(
  decomposition: Decomposition,
  samples: Pick<LabelledFeatures, 'labels' | 'classes'>,
): number {
  const counts = classCounts(samples);
  let sum = 0;
  let classes = 0;
  counts.forEach((count, label) => {
    if (count === 0) return;
    const energies = projectedEnergies(decomposition, samples.labels, label);
    sum += maximumEvidence(decomposition, energies, count) / decomposition.count;
    classes++;
  });
  return sum / classes;
}

/** (Uᵀy)² in each direction. */
function projectedEnergies({ left, rank }: Decomposition, labels: Int32Array, label: number): Float64Array {
  const projected = new Float64Array(rank);
  labels.forEach((own, row) => {
    if (own !== label) return;
    for (let k = 0; k < rank; k++) projected[k] = (projected[k] ?? 0) + (left[row * rank + k] ?? 0);
  });
  return projected.map((value) => value * value);
}

/** `norm` is ‖y‖². */
function maximumEvidence({ count, squares }: Decomposition, energies: Float64Array, norm: number): number {
  const inside = energies.reduce((sum, energy) => sum + energy, 0);
  const outside = Math.max(0, norm - inside);
  const [largest = 0, smallest = 0] = [squares[0], squares.at(-1)];
  let alpha = 1;
  let beta = 1;
  let state = explain(squares, energies, outside, alpha / beta);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { gamma, weights, residual } = state;
    const next = { alpha: gamma / weights, beta: (count - gamma) / residual };
    const ratio = next.alpha / next.beta;
    if (!(ratio < BEYOND * largest)) return evidenceOfNothing(count, norm);
    if (ratio < smallest / BEYOND) {
      if (squares.length === count) return evidenceOfAll(squares, energies);
      break;
    }
    const change = Math.abs(ratio - alpha / beta) / (alpha / beta);
    ({ alpha, beta } = next);
    state = explain(squares, energies, outside, ratio);
    if (change <= TOLERANCE) break;
  }
  const { residual, weights } = state;
  // ½·log|A| without d/2·log α.
  const determinant = squares.reduce((sum, square) => sum + Math.log1p((beta / alpha) * square), 0);
  return 0.5 * (count * Math.log(beta / (2 * Math.PI)) - beta * residual - alpha * weights - determinant);
}

/** Without a trace of the class in the features, α grows for ever: the weights are 0, and y is all noise. */
const evidenceOfNothing = (count: number, norm: number): number =>
  0.5 * count * (Math.log(count / norm / (2 * Math.PI)) - 1);

/** Features that can say anything of every sample leave nothing to noise, and β grows for ever: y ~ N(0, FFᵀ/α). */
function evidenceOfAll(squares: Float64Array, energies: Float64Array): number {
  const count = squares.length;
  const needed = energies.reduce((sum, energy, k) => sum + energy / (squares[k] ?? 1), 0);
  const determinant = squares.reduce((sum, square) => sum + Math.log(square), 0);
  return 0.5 * (count * (Math.log(count / needed / (2 * Math.PI)) - 1) - determinant);
}

/** γ, mᵀm and ‖Fm − y‖² for α/β = `ratio`. */
function explain(squares: Float64Array, energies: Float64Array, outside: number, ratio: number) {
  let gamma = 0;
  let weights = 0;
  let residual = outside;
  squares.forEach((square, k) => {
    const energy = energies[k] ?? 0;
    const share = square / (square + ratio);
    gamma += share;
    weights += (square * energy) / (square + ratio) ** 2;
    residual += energy * (1 - share) ** 2;
  });
  return { gamma, weights, residual };
}
