import type { LoadExpression } from '../../plan/expressions';
import type { RgbImage } from '../platform/platform';

/** What shows beside an image that is padded; transparency is laid on white too. */
const PAD_VALUE = 255;
const CHANNELS = 3;

/**
 * Makes an image a square of `side` pixels, RGB bytes row by row.
 * `crop` takes the middle square, `pad` adds white bars, `stretch` changes the proportions.
 *
 * The filter is the antialiased triangle of Pillow's `BILINEAR`: when shrinking its support grows with
 * the scale, so that every source pixel counts. Plain arithmetic, so browser and Node agree exactly.
 */
export function resizeToSquare(image: RgbImage, side: number, fit: LoadExpression['fit']): Uint8Array {
  const { width, height } = image;
  if (fit === 'stretch') return resample(image, { left: 0, top: 0, width, height }, side, side);
  if (fit === 'crop') {
    const edge = Math.min(width, height);
    const left = Math.floor((width - edge) / 2);
    const top = Math.floor((height - edge) / 2);
    return resample(image, { left, top, width: edge, height: edge }, side, side);
  }
  const scale = side / Math.max(width, height);
  const innerWidth = Math.max(1, Math.round(width * scale));
  const innerHeight = Math.max(1, Math.round(height * scale));
  const inner = resample(image, { left: 0, top: 0, width, height }, innerWidth, innerHeight);
  return padToSquare(inner, innerWidth, innerHeight, side);
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
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

/** First along rows, then along columns: the filter is separable. */
function resample({ rgb, width }: RgbImage, box: Box, toWidth: number, toHeight: number): Uint8Array {
  const across = triangleWeights(box.width, toWidth);
  const down = triangleWeights(box.height, toHeight);
  const rowLength = toWidth * CHANNELS;
  const narrow = new Float32Array(box.height * rowLength);
  for (let y = 0; y < box.height; y++) {
    const start = ((box.top + y) * width + box.left) * CHANNELS;
    let to = y * rowLength;
    for (let x = 0; x < toWidth; x++) {
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
  const resized = new Uint8Array(toHeight * rowLength);
  const sums = new Float64Array(rowLength);
  for (let y = 0; y < toHeight; y++) {
    sums.fill(0);
    const end = down.offset(y + 1);
    let from = down.first(y) * rowLength;
    for (let k = down.offset(y); k < end; k++) {
      const weight = down.weight(k);
      for (let i = 0; i < rowLength; i++) sums[i] = (sums[i] ?? 0) + weight * (narrow[from + i] ?? 0);
      from += rowLength;
    }
    for (let i = 0; i < rowLength; i++) resized[y * rowLength + i] = Math.round(sums[i] ?? 0);
  }
  return resized;
}

/** For each output position, the first input position and the weights from there on, which sum to 1. */
interface Weights {
  first(position: number): number;
  /** The weights of `position` are `weight(offset(position))` … `weight(offset(position + 1) − 1)`. */
  offset(position: number): number;
  weight(index: number): number;
}

function triangleWeights(from: number, to: number): Weights {
  const scale = from / to;
  const support = Math.max(1, scale);
  const firsts = new Int32Array(to);
  const offsets = new Int32Array(to + 1);
  const weights: number[] = [];
  for (let position = 0; position < to; position++) {
    const center = (position + 0.5) * scale;
    const first = Math.max(0, Math.floor(center - support + 0.5));
    const end = Math.min(from, Math.floor(center + support + 0.5));
    const own: number[] = [];
    for (let x = first; x < end; x++) own.push(Math.max(0, 1 - Math.abs(x + 0.5 - center) / support));
    const total = own.reduce((sum, weight) => sum + weight, 0);
    for (const weight of own) weights.push(weight / total);
    firsts[position] = first;
    offsets[position + 1] = weights.length;
  }
  const packed = Float64Array.from(weights);
  return {
    first: (position) => firsts[position] ?? 0,
    offset: (position) => offsets[position] ?? 0,
    weight: (index) => packed[index] ?? 0,
  };
}
