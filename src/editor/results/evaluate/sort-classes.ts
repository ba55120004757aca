import type { ClassMetrics } from '../../../worker/api';

export type ClassColumn = 'name' | 'precision' | 'recall' | 'f1' | 'support';

const { compare } = new Intl.Collator('en', { numeric: true });

/** Sorted by one column; equal ones by name. Numbers inside names count as numbers. */
export function sortClasses(
  classes: readonly ClassMetrics[],
  column: ClassColumn,
  down: boolean,
): ClassMetrics[] {
  const byName = (a: ClassMetrics, b: ClassMetrics) => compare(a.name, b.name);
  const sign = down ? -1 : 1;
  return [...classes].sort((a, b) =>
    column === 'name' ? sign * byName(a, b) : sign * (a[column] - b[column]) || byName(a, b),
  );
}
