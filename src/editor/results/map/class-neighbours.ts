import type { EmbeddingMap } from '../../../worker/api';
import type { MapPoint } from './map-points';

/** Who the images of one class have beside them, by what the network sees and not by the drawing. */
export interface ClassNeighbours {
  /** Place in the classes. */
  readonly label: number;
  readonly points: number;
  /** Share of their nearest images that are of the same class. */
  readonly own: number;
  /** The other class that is most often among the nearest, and its share; absent where there is none. */
  readonly other?: { readonly label: number; readonly share: number };
}

export function classNeighbours(
  { nearest }: Pick<EmbeddingMap, 'nearest'>,
  points: readonly Pick<MapPoint, 'truth'>[],
): readonly ClassNeighbours[] {
  const each = points.length === 0 ? 0 : nearest.length / points.length;
  const counts = new Map<number, { points: number; readonly beside: Map<number, number> }>();
  points.forEach(({ truth }, place) => {
    const own = counts.get(truth) ?? { points: 0, beside: new Map<number, number>() };
    counts.set(truth, own);
    own.points++;
    for (const other of nearest.subarray(place * each, (place + 1) * each)) {
      const label = points[other]?.truth ?? -1;
      own.beside.set(label, (own.beside.get(label) ?? 0) + 1);
    }
  });
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([label, { points: count, beside }]) => {
      const all = Math.max(1, count * each);
      const [other] = [...beside].filter(([name]) => name !== label).sort((a, b) => b[1] - a[1]);
      return {
        label,
        points: count,
        own: (beside.get(label) ?? 0) / all,
        ...(other && { other: { label: other[0], share: other[1] / all } }),
      };
    });
}
