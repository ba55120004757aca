import type { DatasetIndex } from '../../../plan/catalog';
import type { EmbeddingMap, SampleAnswers } from '../../../worker/api';
import { t } from '../../language/t';

/** One sample on the map. */
export interface MapPoint {
  readonly x: number;
  readonly y: number;
  readonly sample: string;
  /** Places in the report's classes. */
  readonly truth: number;
  readonly predicted: number;
  readonly isRight: boolean;
  readonly confidence: number;
  /** Place in the dataset's domains; absent where it has none. */
  readonly domain?: number;
}

export type ColourBy = 'truth' | 'predicted' | 'right' | 'domain';

export function mapPoints(
  { rows, x, y }: EmbeddingMap,
  answers: SampleAnswers,
  index: DatasetIndex | undefined,
): readonly MapPoint[] {
  const domains = new Map(index?.samples.map(({ id, domain }) => [id, domain]));
  return Array.from(rows, (row, place) => {
    const sample = answers.samples[row] ?? '';
    const truth = answers.truth[row] ?? 0;
    const predicted = answers.predicted[row] ?? 0;
    const domain = domains.get(sample);
    return {
      x: x[place] ?? 0,
      y: y[place] ?? 0,
      sample,
      truth,
      predicted,
      isRight: truth === predicted,
      confidence: answers.confidence[row] ?? 0,
      ...(domain !== undefined && { domain }),
    };
  });
}

/** What is drawn in one colour. */
export interface MapGroup {
  readonly name: string;
  readonly count: number;
}

const RIGHT = [t('Right'), t('Wrong')];

export const groupOf = (point: MapPoint, by: ColourBy): number => {
  if (by === 'right') return point.isRight ? 0 : 1;
  return by === 'domain' ? (point.domain ?? -1) : point[by];
};

/** The groups of a colouring by their place; those without a point have a count of 0. */
export function mapGroups(
  points: readonly MapPoint[],
  by: ColourBy,
  classes: readonly string[],
  domains: readonly string[],
): readonly MapGroup[] {
  const names = by === 'right' ? RIGHT : by === 'domain' ? domains : classes;
  const counts = new Map<number, number>();
  for (const point of points) counts.set(groupOf(point, by), (counts.get(groupOf(point, by)) ?? 0) + 1);
  return names.map((name, place) => ({ name, count: counts.get(place) ?? 0 }));
}

/** The middle of the points and the scale at which all of them fill a square of side 1. */
export function mapFrame(points: readonly Pick<MapPoint, 'x' | 'y'>[]) {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const span = Math.max(right - left, bottom - top) || 1;
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale: 1 / span };
}

/** The next point in a direction, for the arrow keys: near, and rather straight ahead than aside. */
export function neighbourTowards(
  points: readonly (Pick<MapPoint, 'x' | 'y'> & { readonly shown: boolean })[],
  from: number,
  [dx, dy]: readonly [number, number],
): number {
  const start = points[from];
  if (!start) return from;
  let [best, least] = [from, Infinity];
  points.forEach(({ x, y, shown }, place) => {
    const ahead = (x - start.x) * dx + (y - start.y) * dy;
    if (!shown || place === from || ahead <= 0) return;
    const aside = Math.abs((x - start.x) * dy) + Math.abs((y - start.y) * dx);
    const cost = ahead + 2 * aside;
    if (cost < least) [best, least] = [place, cost];
  });
  return best;
}
