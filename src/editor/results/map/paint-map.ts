import { type ColourBy, groupOf, type MapPoint, mapFrame } from './map-points';

/** How the points of a map lie on a picture of `width` × `height`, before any zoom. */
export function placePoints(points: readonly MapPoint[], width: number, height: number) {
  const frame = mapFrame(points);
  const side = Math.min(width, height) - 2 * MARGIN;
  return points.map(({ x, y }) => ({
    x: width / 2 + (x - frame.x) * frame.scale * side,
    y: height / 2 + (y - frame.y) * frame.scale * side,
  }));
}

const MARGIN = 18;
export const RADIUS = 4;

export interface PaintOptions {
  readonly points: readonly MapPoint[];
  readonly places: readonly { readonly x: number; readonly y: number }[];
  readonly by: ColourBy;
  readonly colours: readonly string[];
  readonly hidden: ReadonlySet<number>;
  readonly transform: { readonly x: number; readonly y: number; readonly k: number };
  /** The point that is looked at, and its nearest by their vectors. */
  readonly active?: number;
  readonly near: ArrayLike<number>;
  /** In the theme's colours. */
  readonly ink: string;
  readonly ground: string;
}

/** Draws the map: a dot for each right answer, a cross for each wrong one. */
export function paintMap(context: CanvasRenderingContext2D, options: PaintOptions): void {
  const { points, places, by, colours, hidden, transform, active, near, ink, ground } = options;
  const at = (place: number) => ({
    x: (places[place]?.x ?? 0) * transform.k + transform.x,
    y: (places[place]?.y ?? 0) * transform.k + transform.y,
  });
  if (active !== undefined) {
    context.strokeStyle = ink;
    context.globalAlpha = 0.45;
    context.lineWidth = 1;
    const from = at(active);
    for (const other of Array.from(near)) {
      const to = at(other);
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
      context.stroke();
    }
  }
  points.forEach((point, place) => {
    const group = groupOf(point, by);
    if (hidden.has(group)) return;
    const { x, y } = at(place);
    const colour = colours[group] ?? ink;
    context.globalAlpha = 0.85;
    if (point.isRight) dot(context, x, y, RADIUS, colour, ground);
    else cross(context, x, y, RADIUS, colour);
  });
  context.globalAlpha = 1;
  const chosen = active === undefined ? undefined : points[active];
  if (active === undefined || !chosen) return;
  const { x, y } = at(active);
  context.strokeStyle = ink;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(x, y, RADIUS + 4, 0, 2 * Math.PI);
  context.stroke();
}

function dot(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  colour: string,
  ground: string,
): void {
  context.fillStyle = colour;
  context.strokeStyle = ground;
  context.lineWidth = 0.75;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fill();
  context.stroke();
}

function cross(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  colour: string,
): void {
  context.strokeStyle = colour;
  context.lineWidth = 2.5;
  context.beginPath();
  context.moveTo(x - radius, y - radius);
  context.lineTo(x + radius, y + radius);
  context.moveTo(x + radius, y - radius);
  context.lineTo(x - radius, y + radius);
  context.stroke();
}
