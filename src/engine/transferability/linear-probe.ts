import { Matrix, solve } from 'ml-matrix';
import type { Decomposition } from './decomposition';
import { type LabelledFeatures, membersOf } from './samples';

export interface LinearProbe {
  /** 1 where the sample is named rightly by a probe that never saw its group, else 0. */
  readonly right: Uint8Array;
  /**
   * Squared error of the left-out answers over all classes, for each sample: from 0 to the number of classes.
   * Answers count as 0 or 1 where they are beyond, as shares of certainty: else a few strange samples decide.
   */
  readonly errors: Float64Array;
  /** The penalty with the smallest error of left-out groups. */
  readonly penalty: number;
}

/** Penalties to choose from, in units of the mean variance (times count) of a direction. */
const PENALTIES: readonly number[] = Array.from({ length: 13 }, (_, step) => 10 ** (step / 2 - 3));

/**
 * A linear probe in closed form: ridge regression with intercept on one-hot labels. Each group of samples is
 * left out once, without fitting anew: with the hat matrix H = 1/n + U·diag(s²/(s² + λ))·Uᵀ and the errors e of
 * the fit to all, those of a group G that is left out are (I − H_GG)⁻¹·e_G (the PRESS formula, Allen 1974,
 * for blocks). λ is the one of a grid with the smallest mean square of them. `centred` is of centred features.
 */
export function linearProbe(
  centred: Decomposition,
  { labels, classes }: Pick<LabelledFeatures, 'labels' | 'classes'>,
  groups: Int32Array,
): LinearProbe {
  const members = membersOf(groups);
  const targets = oneHot(labels, classes);
  const scale = centred.squares.reduce((sum, square) => sum + square, 0) / Math.max(1, centred.rank);
  let best: { readonly error: number; readonly answers: Float64Array; readonly penalty: number } | undefined;
  for (const multiple of PENALTIES) {
    const penalty = multiple * scale;
    const answers = leftOutAnswers(centred, targets, classes, members, penalty);
    const error = answers.reduce((sum, answer, at) => sum + (answer - (targets[at] ?? 0)) ** 2, 0);
    if (!best || error < best.error) best = { error, answers, penalty };
  }
  const { answers, penalty } = best ?? { answers: targets, penalty: 0 };
  return {
    right: Uint8Array.from(labels, (label, row) =>
      highest(answers, row * classes, classes) === label ? 1 : 0,
    ),
    errors: Float64Array.from(labels, (_, row) => squaredError(answers, targets, row * classes, classes)),
    penalty,
  };
}

function oneHot(labels: Int32Array, classes: number): Float64Array {
  const targets = new Float64Array(labels.length * classes);
  labels.forEach((label, row) => {
    targets[row * classes + label] = 1;
  });
  return targets;
}

/** What the probe answers for each sample when its group is left out: [count, classes]. */
function leftOutAnswers(
  { count, rank, squares, left }: Decomposition,
  targets: Float64Array,
  classes: number,
  members: readonly Int32Array[],
  penalty: number,
): Float64Array {
  const shares = squares.map((square) => square / (square + penalty));
  const means = classMeans(targets, count, classes);
  // diag(shares)·Uᵀ·Y: [rank, classes].
  const explained = new Float64Array(rank * classes);
  for (let row = 0; row < count; row++) {
    for (let k = 0; k < rank; k++) {
      const part = (left[row * rank + k] ?? 0) * (shares[k] ?? 0);
      for (let c = 0; c < classes; c++) {
        explained[k * classes + c] =
          (explained[k * classes + c] ?? 0) + part * (targets[row * classes + c] ?? 0);
      }
    }
  }
  const errors = Float64Array.from(targets, (target, at) => {
    const row = Math.floor(at / classes);
    let fitted = means[at % classes] ?? 0;
    for (let k = 0; k < rank; k++)
      fitted += (left[row * rank + k] ?? 0) * (explained[k * classes + (at % classes)] ?? 0);
    return target - fitted;
  });
  const answers = new Float64Array(targets.length);
  for (const rows of members) {
    const kept = keptShare(rows, { count, rank, left }, shares);
    const own = new Matrix(rows.length, classes);
    rows.forEach((row, at) => {
      for (let c = 0; c < classes; c++) own.set(at, c, errors[row * classes + c] ?? 0);
    });
    const leftOut = rows.length === 1 ? own.div(kept.get(0, 0)) : solve(kept, own);
    rows.forEach((row, at) => {
      for (let c = 0; c < classes; c++) {
        answers[row * classes + c] = (targets[row * classes + c] ?? 0) - leftOut.get(at, c);
      }
    });
  }
  return answers;
}

function classMeans(targets: Float64Array, count: number, classes: number): Float64Array {
  const means = new Float64Array(classes);
  targets.forEach((target, at) => {
    means[at % classes] = (means[at % classes] ?? 0) + target / count;
  });
  return means;
}

/** I − H_GG. */
function keptShare(
  rows: Int32Array,
  { count, rank, left }: Pick<Decomposition, 'count' | 'rank' | 'left'>,
  shares: Float64Array,
): Matrix {
  const kept = Matrix.eye(rows.length);
  rows.forEach((a, i) => {
    rows.forEach((b, j) => {
      let hat = 1 / count;
      for (let k = 0; k < rank; k++) {
        hat += (shares[k] ?? 0) * (left[a * rank + k] ?? 0) * (left[b * rank + k] ?? 0);
      }
      kept.set(i, j, kept.get(i, j) - hat);
    });
  });
  return kept;
}

function highest(values: Float64Array, from: number, length: number): number {
  let best = 0;
  for (let at = 1; at < length; at++) if ((values[from + at] ?? 0) > (values[from + best] ?? 0)) best = at;
  return best;
}

function squaredError(answers: Float64Array, targets: Float64Array, from: number, length: number): number {
  let sum = 0;
  for (let at = from; at < from + length; at++)
    sum += (Math.min(1, Math.max(0, answers[at] ?? 0)) - (targets[at] ?? 0)) ** 2;
  return sum;
}
