import type { AugmentTransforms } from '../../../plan/expressions';
import type { Random } from '../random';
import type { SquareImage } from '../square-image';
import { stableCosSin } from '../stable-math';

/** One drawn geometric change. At rest: no flips, angle 0, shifts 0, scale 1. */
export interface Affine {
  readonly flipX: boolean;
  readonly flipY: boolean;
  /** Radians. */
  readonly angle: number;
  /** Fractions of the side. */
  readonly shiftX: number;
  readonly shiftY: number;
  /** Above 1 the picture gets smaller, as in Keras. */
  readonly scale: number;
}

type AffineTransforms = Pick<
  AugmentTransforms,
  'flipHorizontal' | 'flipVertical' | 'rotate' | 'translate' | 'zoom'
>;

/**
 * Draws as Keras's RandomFlip, RandomRotation, RandomTranslation and RandomZoom do: each uniformly within
 * ± its strength. All six draws are made always, so that moving one slider leaves the others' draws.
 */
export function drawAffine(transforms: AffineTransforms, random: Random): Affine {
  const flipX = random.uniform() < 0.5;
  const flipY = random.uniform() < 0.5;
  const turn = random.uniform(-1, 1);
  const shiftX = random.uniform(-1, 1);
  const shiftY = random.uniform(-1, 1);
  const zoom = random.uniform(-1, 1);
  return {
    flipX: transforms.flipHorizontal && flipX,
    flipY: transforms.flipVertical && flipY,
    angle: (turn * transforms.rotate * Math.PI) / 180,
    shiftX: shiftX * transforms.translate,
    shiftY: shiftY * transforms.translate,
    scale: 1 + zoom * transforms.zoom,
  };
}

/**
 * Flips, turns, scales and shifts in one pass: each output pixel is looked up where it came from, between
 * four neighbours (bilinear). Beyond the border the picture is mirrored, edge pixel included (Keras's
 * `reflect`).
 */
export function applyAffine(image: SquareImage, affine: Affine): SquareImage {
  if (isAtRest(affine)) return image;
  const { side, channels, pixels } = image;
  const [cos, sin] = stableCosSin(affine.angle);
  const signX = affine.flipX ? -affine.scale : affine.scale;
  const signY = affine.flipY ? -affine.scale : affine.scale;
  const middle = (side - 1) / 2;
  const moved = new Uint8Array(pixels.length);
  let to = 0;
  for (let y = 0; y < side; y++) {
    const fromMiddleY = y - middle - affine.shiftY * side;
    for (let x = 0; x < side; x++) {
      const fromMiddleX = x - middle - affine.shiftX * side;
      const sourceX = signX * (cos * fromMiddleX + sin * fromMiddleY) + middle;
      const sourceY = signY * (cos * fromMiddleY - sin * fromMiddleX) + middle;
      const left = Math.floor(sourceX);
      const top = Math.floor(sourceY);
      const towardsRight = sourceX - left;
      const towardsBottom = sourceY - top;
      const x0 = mirror(left, side) * channels;
      const x1 = mirror(left + 1, side) * channels;
      const y0 = mirror(top, side) * side * channels;
      const y1 = mirror(top + 1, side) * side * channels;
      for (let c = 0; c < channels; c++) {
        const topLeft = pixels[y0 + x0 + c] ?? 0;
        const bottomLeft = pixels[y1 + x0 + c] ?? 0;
        const upper = topLeft + towardsRight * ((pixels[y0 + x1 + c] ?? 0) - topLeft);
        const lower = bottomLeft + towardsRight * ((pixels[y1 + x1 + c] ?? 0) - bottomLeft);
        moved[to++] = Math.round(upper + towardsBottom * (lower - upper));
      }
    }
  }
  return { side, channels, pixels: moved };
}

const isAtRest = ({ flipX, flipY, angle, shiftX, shiftY, scale }: Affine): boolean =>
  !flipX && !flipY && angle === 0 && shiftX === 0 && shiftY === 0 && scale === 1;

/** d c b a | a b c d | d c b a */
function mirror(position: number, side: number): number {
  if (position >= 0 && position < side) return position;
  const period = 2 * side;
  const within = ((position % period) + period) % period;
  return within < side ? within : period - 1 - within;
}
