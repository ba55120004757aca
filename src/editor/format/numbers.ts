import { locale } from '../language/language';
import { counted, withDecimalMark } from '../language/t';

const grouped = new Intl.NumberFormat(locale);

export const formatCount = (count: number): string => grouped.format(count);

/** A rate in [0, 1] as `87.5 %`. */
export const formatPercent = (rate: number, digits = 1): string =>
  Number.isFinite(rate) ? `${withDecimalMark((rate * 100).toFixed(digits))} %` : '–';

/** A loss or similar: three significant digits, no exponent where it can be avoided. */
export function formatLoss(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value !== 0 && Math.abs(value) < 0.001) return withDecimalMark(value.toExponential(1));
  return Math.abs(value) >= 100 ? value.toFixed(0) : withDecimalMark(value.toPrecision(3));
}

/** A learning rate: `0.003`, `1e-5`. */
export const formatRate = (value: number): string =>
  value === 0
    ? '0'
    : Math.abs(value) < 0.001
      ? value.toExponential(1).replace('.0e', 'e')
      : String(Number(value.toPrecision(3)));

export function formatBytes(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 10 && unit > 0 ? withDecimalMark(value.toFixed(1)) : Math.round(value)} ${units[unit]}`;
}

/** A number in a field: as short as it is exact for its step. */
export const formatParam = (value: number): string =>
  value !== 0 && Math.abs(value) < 0.0001 ? value.toExponential() : String(Number(value.toPrecision(10)));

/** A number of a parameter in a text: as in a field, and large ones legible. */
export function formatBound(value: number): string {
  if (value >= 1e6 && Number.isInteger(Math.log10(value))) return value.toExponential().replace('+', '');
  return Math.abs(value) >= 10_000 ? formatCount(value) : formatParam(value);
}

export const plural = (count: number, one: string, many = `${one}s`): string => counted(count, one, many);
