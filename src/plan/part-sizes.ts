import type { PartCounts } from './expressions';

/**
 * How many of `count` samples of one class go to each part. Validation and test take their rounded
 * share; training takes the rest, and at least one sample as long as there is any.
 */
export function partSizes(count: number, val: number, test: number): PartCounts {
  const room = Math.max(0, count - 1);
  const testSize = Math.min(room, Math.round(count * test));
  const valSize = Math.min(room - testSize, Math.round(count * val));
  return { train: count - valSize - testSize, val: valSize, test: testSize };
}
