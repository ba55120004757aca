import type { Interpolation, Resize } from '../../plan/catalog';
import type { LoadExpression } from '../../plan/expressions';
import type { RgbImage } from '../platform/platform';
import { filterWeights } from './filters';

/** What shows beside an image that is padded; transparency is laid on white too. */
const PAD_VALUE = 255;
const CHANNELS = 3;

/**
 * Makes an image a square of `side` pixels, RGB bytes row by row.
 * `crop` takes the middle square, `pad` adds white bars, `stretch` changes the proportions.
 *
 * The filter is Pillow's, by default the antialiased triangle of its `BILINEAR`: when shrinking its support
 * grows with the scale, so that every source pixel counts. Plain arithmetic, so browser and Node agree exactly.
 */
export function resizeToSquare(
  image: RgbImage,
  side: number,
  fit: LoadExpression['fit'],
  { interpolation = 'bilinear', crop }: Resize = {},
): Uint8Array {
  const { width, height } = image;
  const whole: Box = { left: 0, top: 0, width, height };
  const square: Box = { left: 0, top: 0, width: side, height: side };
  if (fit === 'stretch') return resample(image, whole, [side, side], square, interpolation);
  if (fit === 'crop') {
    if (crop !== undefined) return resizeThenCrop(image, side, crop, interpolation);
    const edge = Math.min(width, height);
    const left = Math.floor((width - edge) / 2);
    const top = Math.floor((height - edge) / 2);
    return resample(image, { left, top, width: edge, height: edge }, [side, side], square, interpolation);
  }
  const scale = side / Math.max(width, height);
  const innerWidth = Math.max(1, Math.round(width * scale));
  const innerHeight = Math.max(1, Math.round(height * scale));
  const all: Box = { left: 0, top: 0, width: innerWidth, height: innerHeight };
  const inner = resample(image, whole, [innerWidth, innerHeight], all, interpolation);
  return padToSquare(inner, innerWidth, innerHeight, side);
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * As timm evaluates (`transforms_imagenet_eval`): the shorter side becomes side / crop, and the middle stays.
 * Lengths are rounded where torchvision's `Resize` and `CenterCrop` round them.
 */
function resizeThenCrop(
  image: RgbImage,
  side: number,
  crop: number,
  interpolation: Interpolation,
): Uint8Array {
  const { width, height } = image;
  const short = Math.floor(side / crop);
  const long = Math.trunc((short * Math.max(width, height)) / Math.min(width, height));
  const [toWidth, toHeight] = width < height ? [short, long] : [long, short];
  const left = roundHalfToEven((toWidth - side) / 2);
  const top = roundHalfToEven((toHeight - side) / 2);
  return resample(
    image,
    { left: 0, top: 0, width, height },
    [toWidth, toHeight],
    { left, top, width: side, height: side },
    interpolation,
  );
}

/** As Python rounds. */
function roundHalfToEven(value: number): number {
  const below = Math.floor(value);
  return value - below === 0.5 ? below + (below % 2) : Math.round(value);
}

function padToSquare(rgb: Uint8Array, width: number, height: number, side: number): Uint8Array {
  if (width === side && height === side) return rgb;
  const padded = new Uint8Array(side * side * CHANNELS).fill(PAD_VALUE);
  const left = Math.floor((side - width) / 2);
  const top = Math.floor((side - height) / 2);
  for (let row = 0; row < height; row++) {
    const line = rgb.subarray(row * width * CHANNELS, (row + 1) * width * CHANNELS);
    padded.set(line, ((top + row) * side + left) * CHANNELS);
  }
  return padded;
}

/**
 * The part `window` of what the part `box` of an image becomes at `to` [width, height]. First along rows, then along
 * columns: the filter is separable.
 */
function resample(
  { rgb, width }: RgbImage,
  box: Box,
  [toWidth, toHeight]: readonly [number, number],
  window: Box,
  interpolation: Interpolation,
): Uint8Array {
  const across = filterWeights(interpolation, box.width, toWidth, window.left, window.width);
  const down = filterWeights(interpolation, box.height, toHeight, window.top, window.height);
  const rowLength = window.width * CHANNELS;
  const firstRow = down.first(0);
  // Filters with negative lobes overshoot at edges. As in Pillow, no pass hands on more than white, or less than black.
  const Pixels = interpolation === 'bilinear' ? Float32Array : Uint8ClampedArray;
  const narrow = new Pixels((down.end() - firstRow) * rowLength);
  for (let y = firstRow; y < down.end(); y++) {
    const start = ((box.top + y) * width + box.left) * CHANNELS;
    let to = (y - firstRow) * rowLength;
    for (let x = 0; x < window.width; x++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      const end = across.offset(x + 1);
      let from = start + across.first(x) * CHANNELS;
      for (let k = across.offset(x); k < end; k++) {
        const weight = across.weight(k);
        red += weight * (rgb[from] ?? 0);
        green += weight * (rgb[from + 1] ?? 0);
        blue += weight * (rgb[from + 2] ?? 0);
        from += CHANNELS;
      }
      narrow[to++] = red;
      narrow[to++] = green;
      narrow[to++] = blue;
    }
  }
  const resized = new Uint8ClampedArray(window.height * rowLength);
  const sums = new Float64Array(rowLength);
  for (let y = 0; y < window.height; y++) {
    sums.fill(0);
    const end = down.offset(y + 1);
    let from = (down.first(y) - firstRow) * rowLength;
    for (let k = down.offset(y); k < end; k++) {
      const weight = down.weight(k);
      for (let i = 0; i < rowLength; i++) sums[i] = (sums[i] ?? 0) + weight * (narrow[from + i] ?? 0);
      from += rowLength;
    }
    for (let i = 0; i < rowLength; i++) resized[y * rowLength + i] = Math.round(sums[i] ?? 0);
  }
  return new Uint8Array(resized.buffer);
}
