import type { Box, Point } from '../canvas/wire-route';

/** A line that shows what a dragged node is level with. */
export interface Guide {
  /** `x`: a vertical line at this place; `y`: a level one. */
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Held {
  /** Where the box comes to stand: at a line where one is near, else where it is dragged. */
  readonly place: Point;
  readonly guides: readonly Guide[];
}

const AXES = [
  { axis: 'x', side: 'width', other: 'y', otherSide: 'height' },
  { axis: 'y', side: 'height', other: 'x', otherSide: 'width' },
] as const;

/**
 * Holds a dragged box where an edge or its middle is level with that of another, within `reach`. Linear in
 * the number of the others.
 */
export function holdLevel(box: Box, others: Iterable<Box>, reach: number): Held {
  const place = { x: box.x, y: box.y };
  const nearest: Partial<Record<'x' | 'y', { gap: number; at: number; other: Box }>> = {};
  for (const other of others) {
    for (const { axis, side } of AXES) {
      for (const part of [0, 0.5, 1]) {
        const at = other[axis] + other[side] * part;
        const gap = at - (box[axis] + box[side] * part);
        const best = nearest[axis];
        if (Math.abs(gap) <= reach && (!best || Math.abs(gap) < Math.abs(best.gap))) {
          nearest[axis] = { gap, at, other };
        }
      }
    }
  }
  for (const { axis } of AXES) place[axis] += nearest[axis]?.gap ?? 0;
  const held = { ...box, ...place };
  const guides = AXES.flatMap(({ axis, other: across, otherSide }): Guide[] => {
    const found = nearest[axis];
    if (!found) return [];
    const { at, other } = found;
    return [
      {
        axis,
        at,
        from: Math.min(held[across], other[across]),
        to: Math.max(held[across] + held[otherSide], other[across] + other[otherSide]),
      },
    ];
  });
  return { place, guides };
}
