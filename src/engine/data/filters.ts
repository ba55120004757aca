import type { Interpolation } from '../../plan/catalog';

/** Pillow's resampling filters (`Resample.c`): how far each reaches in pixels, and its value at a distance. */
interface Filter {
  readonly support: number;
  at(distance: number): number;
}

/** Keys 1981 with a = −0.5. */
const BICUBIC_A = -0.5;

const sinc = (x: number): number => (x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

const FILTERS: Readonly<Record<Interpolation, Filter>> = {
  bilinear: { support: 1, at: (x) => Math.max(0, 1 - Math.abs(x)) },
  bicubic: {
    support: 2,
    at(distance) {
      const x = Math.abs(distance);
      if (x < 1) return ((BICUBIC_A + 2) * x - (BICUBIC_A + 3)) * x * x + 1;
      return x < 2 ? (((x - 5) * x + 8) * x - 4) * BICUBIC_A : 0;
    },
  },
  lanczos: { support: 3, at: (x) => (Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0) },
};

/** For each output position, the first input position and the weights from there on, which sum to 1. */
export interface FilterWeights {
  first(position: number): number;
  /** Behind the last input position that any output position takes. */
  end(): number;
  /** The weights of `position` are `weight(offset(position))` … `weight(offset(position + 1) − 1)`. */
  offset(position: number): number;
  weight(index: number): number;
}

/**
 * Weights that make of a line of `from` pixels those of a line of `to`: `count` of them from `start` on. When shrinking,
 * the filter is widened by the scale.
 */
export function filterWeights(
  interpolation: Interpolation,
  from: number,
  to: number,
  start: number,
  count: number,
): FilterWeights {
  const filter = FILTERS[interpolation];
  const scale = from / to;
  const stretch = Math.max(1, scale);
  const support = filter.support * stretch;
  const firsts = new Int32Array(count);
  const offsets = new Int32Array(count + 1);
  const weights: number[] = [];
  let last = 0;
  for (let position = 0; position < count; position++) {
    const center = (start + position + 0.5) * scale;
    const first = Math.max(0, Math.floor(center - support + 0.5));
    const end = Math.min(from, Math.floor(center + support + 0.5));
    const own: number[] = [];
    for (let x = first; x < end; x++) own.push(filter.at((x + 0.5 - center) / stretch));
    const total = own.reduce((sum, weight) => sum + weight, 0);
    for (const weight of own) weights.push(weight / total);
    firsts[position] = first;
    offsets[position + 1] = weights.length;
    last = Math.max(last, end);
  }
  const packed = Float64Array.from(weights);
  return {
    first: (position) => firsts[position] ?? 0,
    end: () => last,
    offset: (position) => offsets[position] ?? 0,
    weight: (index) => packed[index] ?? 0,
  };
}
