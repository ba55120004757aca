/** What a classifier said of some samples, with the truth. */
export interface Predictions {
  /** Index of the true class of each sample. */
  readonly truth: ArrayLike<number>;
  /** Row-major [samples, classes]; each row sums to 1. */
  readonly probabilities: Float32Array;
  readonly classes: number;
}

/** The most probable class of each sample; the first of equals, as numpy's argmax. */
export function predictedClasses({ truth, probabilities, classes }: Predictions): Int32Array {
  return Int32Array.from({ length: truth.length }, (_, row) => {
    let best = 0;
    for (let c = 1; c < classes; c++) {
      if ((probabilities[row * classes + c] ?? 0) > (probabilities[row * classes + best] ?? 0)) best = c;
    }
    return best;
  });
}

/** Division that is 0 where it is undefined, as scikit-learn's `zero_division=0`. */
export const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

export function mean(values: readonly number[]): number {
  return ratio(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
  );
}
