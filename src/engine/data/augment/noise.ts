import type { Random } from '../random';
import { type SquareImage, toByte } from '../square-image';

/**
 * Adds Gaussian noise to every value on its own, as Keras's GaussianNoise does. `strength` is the
 * standard deviation as a fraction of the value range.
 */
export function applyNoise(image: SquareImage, strength: number, random: Random): SquareImage {
  if (strength === 0) return image;
  const deviation = strength * 255;
  const pixels = image.pixels.map((value) => toByte(value + deviation * random.normal()));
  return { ...image, pixels };
}
