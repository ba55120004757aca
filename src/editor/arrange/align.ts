import type { Box, Point } from '../canvas/wire-route';

export type Edge = keyof typeof EDGES;
export type Places = ReadonlyMap<string, Point>;
type Boxes = ReadonlyMap<string, Box>;

/** Which side an edge is on, and which part of the room beside a smaller box is before it. */
const EDGES = {
  left: { axis: 'x', side: 'width', part: 0 },
  centre: { axis: 'x', side: 'width', part: 0.5 },
  right: { axis: 'x', side: 'width', part: 1 },
  top: { axis: 'y', side: 'height', part: 0 },
  middle: { axis: 'y', side: 'height', part: 0.5 },
  bottom: { axis: 'y', side: 'height', part: 1 },
} as const;

/** Where boxes must stand for these edges, or their middles, to lie in one line. */
export function align(boxes: Boxes, edge: Edge): Places {
  const all = boundsOf(boxes);
  const { axis, side, part } = EDGES[edge];
  return new Map(
    [...boxes].map(([id, box]) => {
      const place = { x: box.x, y: box.y };
      place[axis] = all[axis] + (all[side] - box[side]) * part;
      return [id, place] as const;
    }),
  );
}

/**
 * Where boxes must stand for the gaps between them to be equal. The first and the last stay; where they
 * are too close for the others to fit between, the others overlap equally.
 */
export function distribute(boxes: Boxes, axis: 'x' | 'y'): Places {
  const side = axis === 'x' ? 'width' : 'height';
  const sorted = [...boxes].sort(([, a], [, b]) => a[axis] + a[side] / 2 - (b[axis] + b[side] / 2));
  const first = sorted[0]?.[1];
  const last = sorted.at(-1)?.[1];
  if (!first || !last || sorted.length < 3) return new Map();
  const taken = sorted.reduce((sum, [, box]) => sum + box[side], 0);
  const gap = (last[axis] + last[side] - first[axis] - taken) / (sorted.length - 1);
  let next = first[axis];
  return new Map(
    sorted.map(([id, box]) => {
      const place = axis === 'x' ? { x: next, y: box.y } : { x: box.x, y: next };
      next += box[side] + gap;
      return [id, place];
    }),
  );
}

function boundsOf(boxes: Boxes): Box {
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const { x, y, width, height } of boxes.values()) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}
