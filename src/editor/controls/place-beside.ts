export type Side = 'top' | 'right' | 'bottom' | 'left';

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

const GAP = 6;
/** From the edges of the screen. */
const MARGIN = 8;
const OPPOSITE = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' } as const;

/** Where a box of this size stands beside another: on the side that is asked for, or across from it where there is more room. */
export function placeBeside(target: Box, size: Size, side: Side, screen: Size): { x: number; y: number } {
  const room = {
    top: target.y,
    left: target.x,
    bottom: screen.height - target.y - target.height,
    right: screen.width - target.x - target.width,
  };
  const isBeside = side === 'left' || side === 'right';
  const needed = (isBeside ? size.width : size.height) + GAP + MARGIN;
  const taken = room[side] < needed && room[OPPOSITE[side]] > room[side] ? OPPOSITE[side] : side;
  const middle = {
    x: target.x + (target.width - size.width) / 2,
    y: target.y + (target.height - size.height) / 2,
  };
  const place = {
    top: { x: middle.x, y: target.y - GAP - size.height },
    bottom: { x: middle.x, y: target.y + target.height + GAP },
    left: { x: target.x - GAP - size.width, y: middle.y },
    right: { x: target.x + target.width + GAP, y: middle.y },
  }[taken];
  const within = (at: number, length: number, all: number) =>
    Math.max(MARGIN, Math.min(at, all - length - MARGIN));
  return {
    x: within(place.x, size.width, screen.width),
    y: within(place.y, size.height, screen.height),
  };
}
