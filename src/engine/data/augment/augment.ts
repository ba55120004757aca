import type { AugmentTransforms } from '../../../plan/expressions';
import type { Random } from '../random';
import type { SquareImage } from '../square-image';
import { applyAffine, drawAffine } from './affine';
import { applyColour, drawColour } from './colour';
import { applyCutout, drawCutout } from './cutout';
import { applyNoise } from './noise';

/**
 * One random version of an image: geometry, then colour, cutout and noise. Mixing two images is
 * `augmentSample`'s. Everything is drawn whether it is on or not (noise, the last, apart), so
 * switching one transform on leaves what the others do to this image.
 */
export function augment(image: SquareImage, transforms: AugmentTransforms, random: Random): SquareImage {
  const affine = drawAffine(transforms, random);
  const colour = drawColour(transforms, random);
  const cutout = drawCutout(random);
  const moved = applyAffine(image, affine);
  const coloured = applyColour(moved, colour);
  const cut = applyCutout(coloured, transforms.cutout, cutout);
  return applyNoise(cut, transforms.noise, random);
}
