import type { EpochMetrics } from '../../../worker/api';

/** The first epoch, counted from 1, in which more than the head learned; absent where it never learned alone, or still does. */
export function startOfFineTuning(history: readonly EpochMetrics[]): number | undefined {
  if (!history[0]?.probes) return undefined;
  return history.find(({ probes }) => !probes)?.epoch;
}
