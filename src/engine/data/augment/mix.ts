import type { Random } from '../random';
import type { SquareImage } from '../square-image';

/** A mixture of two images; `share` in [0, 1] is what the first contributes to image and label. */
export interface Mixed {
  readonly image: SquareImage;
  readonly share: number;
}

/** mixup (Zhang et al. 2018): a blend, λ ~ Beta(α, α) of the first and 1 − λ of the second. */
export function mixup(first: SquareImage, second: SquareImage, alpha: number, random: Random): Mixed {
  const share = random.beta(alpha);
  const pixels = first.pixels.map((value, i) => {
    const other = second.pixels[i] ?? 0;
    return Math.round(other + share * (value - other));
  });
  return { image: { ...first, pixels }, share };
}

/**
 * CutMix (Yun et al. 2019): a rectangle of the second pasted into the first. Its sides are √(1 − λ) of
 * the image's with λ ~ Beta(α, α), its middle is uniform; clipped at the border, the share follows the
 * pixels that were really replaced.
 */
export function cutmix(first: SquareImage, second: SquareImage, alpha: number, random: Random): Mixed {
  const { side, channels } = first;
  const length = side * Math.sqrt(1 - random.beta(alpha));
  const [left, right] = interval(random.uniform(0, side), length, side);
  const [top, bottom] = interval(random.uniform(0, side), length, side);
  const pixels = first.pixels.slice();
  for (let y = top; y < bottom; y++) {
    const from = (y * side + left) * channels;
    pixels.set(second.pixels.subarray(from, from + (right - left) * channels), from);
  }
  const share = 1 - ((right - left) * (bottom - top)) / (side * side);
  return { image: { ...first, pixels }, share };
}

const interval = (middle: number, length: number, side: number): readonly [number, number] => [
  Math.max(0, Math.round(middle - length / 2)),
  Math.min(side, Math.round(middle + length / 2)),
];
