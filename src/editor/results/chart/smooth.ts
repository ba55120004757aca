/**
 * Exponential moving average as in TensorBoard: each value counts `weight` times as much as the next, and
 * the sum is divided by what all weights so far add up to (the bias correction of Adam, Kingma & Ba 2015),
 * so that the curve starts at the first value and not near 0. `weight` is in [0, 1); 0 changes nothing.
 * Gaps stay gaps and are not counted.
 */
export function smooth(values: readonly (number | null)[], weight: number): (number | null)[] {
  let sum = 0;
  let total = 0;
  return values.map((value) => {
    if (value === null || !Number.isFinite(value)) return null;
    sum = sum * weight + (1 - weight) * value;
    total = total * weight + (1 - weight);
    return sum / total;
  });
}
