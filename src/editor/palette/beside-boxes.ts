import type { Box, Point } from '../canvas/wire-route';

const GAP = 16;
const STEP = 22;
const MOST_STEPS = 60;

/**
 * The place nearest to `wanted`, straight above or below it, where a new node lies on none of the boxes;
 * `wanted` itself where there is none within reach.
 */
export function besideBoxes(
  wanted: Point,
  size: { readonly width: number; readonly height: number },
  boxes: readonly Box[],
): Point {
  const isFree = (y: number) =>
    boxes.every(
      (box) =>
        wanted.x + size.width + GAP <= box.x ||
        box.x + box.width + GAP <= wanted.x ||
        y + size.height + GAP <= box.y ||
        box.y + box.height + GAP <= y,
    );
  for (let step = 0; step <= MOST_STEPS; step++) {
    for (const y of [wanted.y + step * STEP, wanted.y - step * STEP])
      if (isFree(y)) return { x: wanted.x, y };
  }
  return wanted;
}
