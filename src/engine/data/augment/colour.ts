import type { AugmentTransforms } from '../../../plan/expressions';
import type { Random } from '../random';
import { type SquareImage, toByte } from '../square-image';
import { recolour } from './recolour';

/** One drawn change of colour. At rest: 0, 1, 0, 1. */
export interface Colour {
  /** Added, in byte values. */
  readonly brightness: number;
  /** Distance from each channel's mean is multiplied by it. */
  readonly contrast: number;
  /** Part of a full turn of the colour wheel. */
  readonly hue: number;
  /** Colourfulness is multiplied by it. */
  readonly saturation: number;
}

/**
 * Draws as Keras's RandomBrightness (± strength of the value range), RandomContrast and RandomHue do;
 * saturation is a factor in 1 ± strength, as tf.image.random_saturation has it. Always four draws.
 */
export function drawColour(
  transforms: Pick<AugmentTransforms, 'brightness' | 'contrast' | 'hue' | 'saturation'>,
  random: Random,
): Colour {
  const brightness = random.uniform(-1, 1);
  const contrast = random.uniform(-1, 1);
  const hue = random.uniform(-1, 1);
  const saturation = random.uniform(-1, 1);
  return {
    brightness: brightness * transforms.brightness * 255,
    contrast: 1 + contrast * transforms.contrast,
    hue: hue * transforms.hue,
    saturation: 1 + saturation * transforms.saturation,
  };
}

/** Brightness, then contrast, saturation and hue. Grey images have neither saturation nor hue. */
export function applyColour(image: SquareImage, colour: Colour): SquareImage {
  const toned = colour.brightness === 0 && colour.contrast === 1 ? image : tone(image, colour);
  if (image.channels === 1 || (colour.hue === 0 && colour.saturation === 1)) return toned;
  const pixels = new Uint8Array(toned.pixels.length);
  for (let i = 0; i < pixels.length; i += 3) recolour(toned.pixels, pixels, i, colour);
  return { ...toned, pixels };
}

/** A byte has 256 values, so each channel's change of tone is one table. */
function tone({ side, channels, pixels }: SquareImage, { brightness, contrast }: Colour): SquareImage {
  const toned = new Uint8Array(pixels.length);
  for (let channel = 0; channel < channels; channel++) {
    let sum = 0;
    for (let i = channel; i < pixels.length; i += channels) {
      sum += Math.min(255, Math.max(0, (pixels[i] ?? 0) + brightness));
    }
    const mean = sum / (side * side);
    const table = Uint8Array.from({ length: 256 }, (_, value) => {
      const lit = Math.min(255, Math.max(0, value + brightness));
      return toByte((lit - mean) * contrast + mean);
    });
    for (let i = channel; i < pixels.length; i += channels) toned[i] = table[pixels[i] ?? 0] ?? 0;
  }
  return { side, channels, pixels: toned };
}
