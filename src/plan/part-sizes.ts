import type { Part } from './catalog';
import type { PartCounts } from './expressions';

/**
 * How many of `count` samples of one class go to each part. Validation and test take their rounded
 * share; training takes the rest, and at least one sample as long as there is any. So of two samples
 * at 20 % each, both are for training; from three on each part gets one.
 */
export function partSizes(count: number, val: number, test: number): PartCounts {
  const room = Math.max(0, count - 1);
  const testSize = Math.min(room, Math.round(count * test));
  const valSize = Math.min(room - testSize, Math.round(count * val));
  return { train: count - valSize - testSize, val: valSize, test: testSize };
}

/**
 * How many samples of one class each part keeps when the class is limited to `most` in total:
 * validation and test shrink in proportion, training takes the rest. 0 is no limit.
 */
export function limitedSizes(counts: PartCounts, most: number): PartCounts {
  const total = counts.train + counts.val + counts.test;
  if (most === 0 || total <= most) return counts;
  const test = Math.min(most, Math.round((counts.test * most) / total));
  const val = Math.min(most - test, Math.round((counts.val * most) / total));
  return { train: most - val - test, val, test };
}

/** The shares that samples without a place are divided by: a part that folders gave gets no more. */
export const openShares = (
  given: ReadonlySet<Part>,
  { val, test }: { readonly val: number; readonly test: number },
): { readonly val: number; readonly test: number } => ({
  val: given.has('val') ? 0 : val,
  test: given.has('test') ? 0 : test,
});
