import * as tf from '@tensorflow/tfjs';
import type { OpenNetwork } from '../networks/open-network';
import { probabilitiesOf } from '../networks/predictor';
import type { Platform } from '../platform/platform';
import { stopIfCancelled } from '../run/failure';
import { largestIndex } from './largest-index';

export interface OcclusionOptions {
  /** Index of the class whose probability is watched; without it the predicted one. */
  readonly target?: number;
  /** Side of the patch as a share of the picture's, in (0, 1). */
  readonly patch: number;
  /** What hides: mid-grey as in the paper, or the picture's mean colour. */
  readonly fill: 'grey' | 'mean';
}

export interface Occlusion {
  /** float32 [height, width] of the picture: by how much the probability falls where it is hidden; may be below 0. */
  readonly values: Float32Array;
  readonly target: number;
  readonly probabilities: Float32Array;
  /** How many patches were tried. */
  readonly patches: number;
}

export interface OcclusionContext {
  readonly platform: Pick<Platform, 'breathe'>;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

const GREY = 128;
/** Pictures in one pass. */
const BATCH = 8;

/**
 * Occlusion sensitivity (Zeiler & Fergus 2014): a patch hides one place of the picture after another, half
 * a patch apart, and the class's probability is watched. A pixel's value is the mean fall over the patches
 * that cover it. `pixels` are the raw values of one picture, shaped as the network's input.
 */
export async function occlusion(
  open: OpenNetwork,
  pixels: ArrayLike<number>,
  options: OcclusionOptions,
  { platform, signal, onProgress }: OcclusionContext,
): Promise<Occlusion> {
  const [height = 0, width = 0, channels = 0] = open.network.model.input.shape;
  const picture = Float32Array.from(pixels);
  const fill = fillOf(picture, channels, options.fill);
  const places = patchesOf(height, width, options.patch);
  const [probabilities = new Float32Array()] = await predictAll(open, [picture]);
  const target = options.target ?? largestIndex(probabilities);
  const whole = probabilities[target] ?? 0;
  const sums = new Float32Array(height * width);
  const counts = new Uint32Array(height * width);
  for (let from = 0; from < places.length; from += BATCH) {
    await platform.breathe();
    stopIfCancelled(signal);
    const some = places.slice(from, from + BATCH);
    const hidden = some.map((place) => hide(picture, width, place, fill));
    const answers = await predictAll(open, hidden);
    some.forEach((place, index) => {
      const fall = whole - (answers[index]?.[target] ?? 0);
      eachPixel(place, width, (pixel) => {
        sums[pixel] = (sums[pixel] ?? 0) + fall;
        counts[pixel] = (counts[pixel] ?? 0) + 1;
      });
    });
    onProgress?.(from + some.length, places.length);
  }
  const values = sums.map((sum, pixel) => sum / Math.max(1, counts[pixel] ?? 0));
  return { values, target, probabilities, patches: places.length };
}

/** A square of pixels, cut off at no edge. */
export interface Patch {
  readonly top: number;
  readonly left: number;
  readonly height: number;
  readonly width: number;
}

/** Patches that cover the whole picture, at most half a patch apart. */
export function patchesOf(height: number, width: number, share: number): readonly Patch[] {
  const sideOf = (side: number) => Math.min(side, Math.max(1, Math.round(side * share)));
  const [patchHeight, patchWidth] = [sideOf(height), sideOf(width)];
  return startsOf(height, patchHeight).flatMap((top) =>
    startsOf(width, patchWidth).map((left) => ({ top, left, height: patchHeight, width: patchWidth })),
  );
}

function startsOf(side: number, patch: number): readonly number[] {
  const steps = Math.ceil((side - patch) / Math.max(1, Math.floor(patch / 2)));
  return Array.from({ length: steps + 1 }, (_, step) =>
    steps === 0 ? 0 : Math.round((step * (side - patch)) / steps),
  );
}

function fillOf(picture: Float32Array, channels: number, fill: OcclusionOptions['fill']): Float32Array {
  const colour = new Float32Array(channels).fill(fill === 'grey' ? GREY : 0);
  if (fill === 'grey') return colour;
  const share = channels / picture.length;
  picture.forEach((value, at) => {
    colour[at % channels] = (colour[at % channels] ?? 0) + value * share;
  });
  return colour;
}

function eachPixel(place: Patch, width: number, visit: (pixel: number) => void): void {
  for (let row = place.top; row < place.top + place.height; row++) {
    for (let column = place.left; column < place.left + place.width; column++) visit(row * width + column);
  }
}

function hide(picture: Float32Array, width: number, place: Patch, colour: Float32Array): Float32Array {
  const hidden = picture.slice();
  eachPixel(place, width, (pixel) => hidden.set(colour, pixel * colour.length));
  return hidden;
}

/** Probabilities [classes] of each picture. */
async function predictAll(open: OpenNetwork, pictures: readonly Float32Array[]): Promise<Float32Array[]> {
  const { shape } = open.network.model.input;
  const size = shape.reduce((product, side) => product * side, 1);
  const values = new Float32Array(pictures.length * size);
  pictures.forEach((picture, index) => {
    values.set(picture, index * size);
  });
  const softmax = tf.tidy(() => probabilitiesOf(open, tf.tensor(values, [pictures.length, ...shape])));
  const all = (await softmax.data()) as Float32Array;
  const classes = open.network.classes.length;
  const rows = pictures.map((_, index) => all.slice(index * classes, (index + 1) * classes));
  softmax.dispose();
  return rows;
}
