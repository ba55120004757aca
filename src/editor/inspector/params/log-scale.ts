import type { NumberParam } from '../../../plan/params';

/** The decades that a slider covers: what is useful, where the specification says so, otherwise all that is allowed. */
export function logSliderRange({ min, max, sliderRange }: NumberParam): readonly [number, number] {
  const [low, high] = sliderRange ?? [min, max];
  return [Math.log10(low), Math.log10(high)];
}

/** Two significant digits: 0.0031, not 0.00314159. */
export const roundForLog = (value: number): number => Number(value.toPrecision(2));
