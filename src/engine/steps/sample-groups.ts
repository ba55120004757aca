import type { Dataset } from '../data/dataset';
import { hasSeveralGroups } from '../transferability/nearest-neighbours';

/** Near-duplicates of one source are one group, a sample without a source is its own. */
export function groupsOf({ samples }: Dataset, positions: Int32Array): Int32Array {
  const numbers = new Map<string, number>();
  const groups = positions.map((position, row) => {
    const source = samples[position]?.entry.source;
    if (source === undefined) return row;
    const known = numbers.get(source) ?? row;
    numbers.set(source, known);
    return known;
  });
  return hasSeveralGroups(groups) ? groups : positions.map((_, row) => row);
}
