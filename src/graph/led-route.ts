export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A cubic Bézier curve, one piece of a wire. */
interface Piece {
  readonly start: Point;
  readonly first: Point;
  readonly second: Point;
  readonly end: Point;
}

/** The share of the distance to the next stop by which a wire's ends are drawn out level. */
const REACH = 0.5;
const LEAST_REACH = 30;
const SAMPLES = 16;

/**
 * A wire from `start` to `end` through points: a Catmull-Rom spline, which passes through every one of them
 * smoothly, and leaves and arrives level as all wires do.
 */
function piecesOf(start: Point, points: readonly Point[], end: Point): readonly Piece[] {
  const stops = [start, ...points, end];
  const pieces: Piece[] = [];
  for (const [place, from] of stops.entries()) {
    const to = stops[place + 1];
    if (!to) break;
    const reach = Math.max(LEAST_REACH, REACH * Math.abs(to.x - from.x));
    const before = stops[place - 1];
    const after = stops[place + 2];
    pieces.push({
      start: from,
      first: before ? along(from, before, to, 1 / 6) : { x: from.x + reach, y: from.y },
      second: after ? along(to, after, from, 1 / 6) : { x: to.x - reach, y: to.y },
      end: to,
    });
  }
  return pieces;
}

const along = (at: Point, from: Point, to: Point, by: number): Point => ({
  x: at.x + (to.x - from.x) * by,
  y: at.y + (to.y - from.y) * by,
});

/** The path of a wire through points, as SVG. */
export function ledPath(start: Point, points: readonly Point[], end: Point): string {
  const curves = piecesOf(start, points, end).map(
    ({ first, second, end: to }) => `C ${first.x},${first.y} ${second.x},${second.y} ${to.x},${to.y}`,
  );
  return `M ${start.x},${start.y} ${curves.join(' ')}`;
}

/** Where among the points of a wire a new one at `at` belongs: the piece that it is nearest to. */
export function bendIndex(start: Point, points: readonly Point[], end: Point, at: Point): number {
  const distances = piecesOf(start, points, end).map((piece) =>
    Math.min(...samples(piece).map((point) => Math.hypot(point.x - at.x, point.y - at.y))),
  );
  return distances.indexOf(Math.min(...distances));
}

/** The middle of the longest piece of a wire: where there is most room for another bend. */
export function roomiest(start: Point, points: readonly Point[], end: Point): Point {
  const longest = [...piecesOf(start, points, end)].sort((a, b) => span(b) - span(a))[0];
  return longest ? pointOn(longest, 0.5) : start;
}

const span = ({ start, end }: Piece): number => Math.hypot(end.x - start.x, end.y - start.y);

const samples = (piece: Piece): Point[] =>
  Array.from({ length: SAMPLES + 1 }, (_, step) => pointOn(piece, step / SAMPLES));

function pointOn({ start, first, second, end }: Piece, t: number): Point {
  const weights = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3];
  const sum = (values: readonly number[]) =>
    values.reduce((total, value, place) => total + value * (weights[place] ?? 0), 0);
  return {
    x: sum([start.x, first.x, second.x, end.x]),
    y: sum([start.y, first.y, second.y, end.y]),
  };
}
