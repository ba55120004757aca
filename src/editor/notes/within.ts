import type { Box } from '../canvas/wire-route';

/** A note is a frame of what lies wholly inside it: nothing else has to be kept about who belongs to whom. */
export const isWithin = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;
