import { interpolateViridis } from 'd3-scale-chromatic';
import type { HeatMap } from '../../../worker/api';

const STEPS = 256;

/** Viridis (van der Walt & Smith 2015): equal steps look equal, also in grey and to the colour-blind. */
const TABLE: readonly (readonly [number, number, number])[] = Array.from({ length: STEPS }, (_, step) =>
  channelsOf(interpolateViridis(step / (STEPS - 1))),
);

function channelsOf(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** A place between the ends of the scale, in [0, 1]; values of 0 and below are its lower end. */
export const shareOf = (value: number, highest: number): number =>
  highest > 0 ? Math.min(1, Math.max(0, value / highest)) : 0;

/** The colours of a heat map as RGBA bytes, row by row; `highest` is the upper end of the scale. */
export function heatPixels({ values }: HeatMap, highest: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(values.length * 4);
  values.forEach((value, place) => {
    const colour = TABLE[Math.round(shareOf(value, highest) * (STEPS - 1))] ?? [0, 0, 0];
    pixels.set([...colour, 255], place * 4);
  });
  return pixels;
}

/** The scale as stops of a gradient, from its lower end. */
export const SCALE_STOPS: readonly string[] = Array.from({ length: 9 }, (_, stop) =>
  interpolateViridis(stop / 8),
);
