import type { Point } from '../../graph/led-route';

export type { Point };

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** A way around nodes: along `y` from `from` to `to`. */
export interface Detour {
  readonly y: number;
  readonly from: number;
  readonly to: number;
}

const CLEARANCE = 16;
const SAMPLES = 24;
const MOST_ROUNDS = 4;
/** Part of the horizontal distance by which the control points of a wire lie off its ends. */
const REACH = 0.5;

/**
 * A way above or below the nodes that a wire from `start` to `end` would pass behind, whichever is
 * shorter; `undefined` when it meets none, or goes backwards.
 */
export function detourAround(start: Point, end: Point, boxes: readonly Box[]): Detour | undefined {
  const between = boxes.filter((box) => box.x >= start.x && box.x + box.width <= end.x);
  let met = between.filter((box) => meetsCurve(start, end, box));
  if (met.length === 0) return undefined;
  let detour = past(met, start, end);
  // Another node may lie on the detour itself.
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { y, from, to } = detour;
    const more = between.filter(
      (box) =>
        !met.includes(box) &&
        y > box.y - CLEARANCE / 2 &&
        y < box.y + box.height + CLEARANCE / 2 &&
        box.x < to &&
        box.x + box.width > from,
    );
    if (more.length === 0) break;
    met = [...met, ...more];
    detour = past(met, start, end);
  }
  return detour;
}

function past(boxes: readonly Box[], start: Point, end: Point): Detour {
  const above = Math.min(...boxes.map((box) => box.y)) - CLEARANCE;
  const below = Math.max(...boxes.map((box) => box.y + box.height)) + CLEARANCE;
  const length = (y: number) => Math.abs(y - start.y) + Math.abs(y - end.y);
  return {
    y: length(above) <= length(below) ? above : below,
    from: Math.min(...boxes.map((box) => box.x)),
    to: Math.max(...boxes.map((box) => box.x + box.width)),
  };
}

function meetsCurve(start: Point, end: Point, box: Box): boolean {
  const reach = REACH * (end.x - start.x);
  for (let step = 1; step < SAMPLES; step++) {
    const t = step / SAMPLES;
    const x = cubic(start.x, start.x + reach, end.x - reach, end.x, t);
    const y = cubic(start.y, start.y, end.y, end.y, t);
    if (x > box.x && x < box.x + box.width && y > box.y - 2 && y < box.y + box.height + 2) return true;
  }
  return false;
}

const cubic = (a: number, b: number, c: number, d: number, t: number): number =>
  (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;

/** The path of a wire as SVG, straight to its end or along a detour. */
export function wirePath(start: Point, end: Point, detour: Detour | undefined): string {
  if (!detour) return `M ${start.x},${start.y} ${curve(start, end)}`;
  const up = { x: Math.max(start.x + 4, detour.from), y: detour.y };
  const down = { x: Math.min(end.x - 4, detour.to), y: detour.y };
  return `M ${start.x},${start.y} ${curve(start, up)} L ${down.x},${down.y} ${curve(down, end)}`;
}

/** A curve that leaves and arrives level. Backwards it swings out, so that its direction stays clear. */
function curve(start: Point, end: Point): string {
  const across = end.x - start.x;
  const reach = across >= 0 ? REACH * across : 36 + 0.12 * -across + 0.1 * Math.abs(end.y - start.y);
  return `C ${start.x + reach},${start.y} ${end.x - reach},${end.y} ${end.x},${end.y}`;
}

/** A place on the wire for its button. */
export const wireMiddle = (start: Point, end: Point, detour: Detour | undefined): Point =>
  detour
    ? { x: (detour.from + detour.to) / 2, y: detour.y }
    : { x: (start.x + end.x) / 2, y: (start.y + end.y) / 2 };
