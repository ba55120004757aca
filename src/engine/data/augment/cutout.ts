import type { Random } from '../random';
import type { SquareImage } from '../square-image';

/** The middle of the value range: the paper blanks out with 0 on inputs normalised to mean 0. */
const BLANK = 128;

/** Where the blanked-out square has its middle, as fractions of the side. */
export interface Cutout {
  readonly x: number;
  readonly y: number;
}

export const drawCutout = (random: Random): Cutout => ({ x: random.uniform(), y: random.uniform() });

/**
 * Cutout (DeVries & Taylor 2017, "Improved regularization of convolutional neural networks with
 * cutout"): blanks out a square of `strength` of the side. Its middle is anywhere in the image, so part
 * of it may lie outside, as in the paper.
 */
export function applyCutout(image: SquareImage, strength: number, at: Cutout): SquareImage {
  const { side, channels } = image;
  const length = Math.round(strength * side);
  if (length === 0) return image;
  const pixels = image.pixels.slice();
  const left = Math.floor(at.x * side) - (length >> 1);
  const top = Math.floor(at.y * side) - (length >> 1);
  const from = Math.max(0, left);
  const to = Math.min(side, left + length);
  for (let y = Math.max(0, top); y < Math.min(side, top + length); y++) {
    pixels.fill(BLANK, (y * side + from) * channels, (y * side + to) * channels);
  }
  return { side, channels, pixels };
}
