import type { RangeTestPoint, RangeTestSummary } from '../results';

/** A loss that falls by less says nothing about rates. */
const LEAST_FALL = 0.03;
/** Above its minimum by this share, the loss has turned. */
const TURNED = 0.1;

type Suggested = Pick<RangeTestSummary, 'steepest' | 'tenthOfMinimum' | 'suggestion'>;

/**
 * What a range test suggests. Where the loss turned, a tenth of the rate at its minimum: the minimum
 * itself is the edge beyond which training falls apart. Where it was still falling at the highest rate,
 * the rate at which it fell fastest over log rate (Smith 2015). Neither where it hardly fell.
 */
export function suggestRate(points: readonly RangeTestPoint[], diverged: boolean): Suggested {
  const losses = points.map(({ smoothed }) => smoothed);
  const lowest = losses.indexOf(Math.min(...losses));
  const [first] = losses;
  const minimum = points[lowest];
  const last = losses.at(-1);
  if (first === undefined || last === undefined || !minimum) return {};
  if (minimum.smoothed > first * (1 - LEAST_FALL)) return {};
  const steepest = round(points[steepestOf(points, lowest)]?.rate ?? minimum.rate);
  const turned = diverged || last > minimum.smoothed * (1 + TURNED);
  if (!turned) return { steepest, suggestion: { rate: steepest, by: 'steepest' } };
  const tenthOfMinimum = round(minimum.rate / 10);
  return { steepest, tenthOfMinimum, suggestion: { rate: tenthOfMinimum, by: 'minimum' } };
}

/** Index of the steepest fall up to `end`, by regression over a window of neighbours: single slopes are noise. */
function steepestOf(points: readonly RangeTestPoint[], end: number): number {
  const reach = Math.max(2, Math.round(points.length / 20));
  let best = 0;
  let steepest = Number.POSITIVE_INFINITY;
  for (let index = 0; index <= end; index++) {
    const slope = slopeOf(points.slice(Math.max(0, index - reach), Math.min(end, index + reach) + 1));
    if (slope >= steepest) continue;
    steepest = slope;
    best = index;
  }
  return best;
}

/** Of the smoothed loss over log rate, by least squares. */
function slopeOf(points: readonly RangeTestPoint[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const logs = points.map(({ rate }) => Math.log10(rate));
  const [meanLog, meanLoss] = [mean(logs), mean(points.map(({ smoothed }) => smoothed))];
  let covariance = 0;
  let variance = 0;
  for (const [index, { smoothed }] of points.entries()) {
    const away = (logs[index] ?? meanLog) - meanLog;
    covariance += away * (smoothed - meanLoss);
    variance += away * away;
  }
  return variance === 0 ? 0 : covariance / variance;
}

/** A suggestion is no more exact than this. */
const round = (rate: number): number => Number(rate.toPrecision(2));
