import type { Preprocessing, Resize } from './catalog';

const WHITE = 255;

/**
 * The preprocessing (pixels / 255 − mean) / deviation of each channel, as PyTorch writes it: `mean` and
 * `deviation` are fractions of white.
 */
export function channelStatistics(mean: readonly number[], deviation: readonly number[]): Preprocessing {
  return {
    scale: merged(deviation.map((d) => 1 / (WHITE * d))),
    offset: merged(mean.map((m, channel) => -m / (deviation[channel] ?? 1))),
  };
}

/** For people: `bicubic filter, middle 87.5 %`. */
export function resizeText({ interpolation = 'bilinear', crop }: Resize): string {
  const filter = `${interpolation} filter`;
  return crop === undefined ? filter : `${filter}, middle ${Number((100 * crop).toFixed(1))} %`;
}

/** Equal channels are one number, so that equal preprocessing is written in one way. */
const merged = (values: readonly number[]): number | readonly number[] => {
  const [first = 0] = values;
  return values.every((value) => value === first) ? first : values;
};
