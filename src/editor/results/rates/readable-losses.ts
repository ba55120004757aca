import type { RangeTestPoint } from '../../../worker/api';

/** The loss where it falls apart dwarfs the rest of the curve; beyond this multiple of the first it is cut off. */
const LARGEST = 1.6;

/** The losses that a chart's vertical axis spans: from the lowest to a little above where it began. */
export function readableLosses(points: readonly RangeTestPoint[]): readonly [number, number] {
  const smoothed = points.map((point) => point.smoothed);
  const first = smoothed[0] ?? 1;
  const low = Math.min(...smoothed);
  const high = Math.min(Math.max(...smoothed), LARGEST * first);
  const margin = 0.06 * (high - low || high || 1);
  return [Math.max(0, low - margin), high + margin];
}
