import type { NumberParam } from '../../../plan/params';

/**
 * The decades that a slider covers: one beyond the presets either way, where there are presets (the
 * allowed range may be far wider than what anyone wants), otherwise all that is allowed.
 */
export function logSliderRange({ min, max, presets }: NumberParam): readonly [number, number] {
  const values = presets?.map((preset) => preset.value).filter((value) => value > 0) ?? [];
  const low = values.length > 0 ? Math.max(min, Math.min(...values) / 10) : min;
  const high = values.length > 0 ? Math.min(max, Math.max(...values) * 10) : max;
  return [Math.log10(low), Math.log10(high)];
}

/** Two significant digits: 0.0031, not 0.00314159. */
export const roundForLog = (value: number): number => Number(value.toPrecision(2));
