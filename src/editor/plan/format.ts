import type { StepEstimate } from '../../plan/estimate';
import { formatDuration } from '../format/duration';
import { t } from '../language/t';

const LEAST_MS = 50;

/** Operations with a decimal prefix: `9.8 G`, `716 G`, `22 M`. */
export function formatOperations(operations: number): string {
  const prefixes = ['', 'K', 'M', 'G', 'T', 'P'];
  let value = operations;
  let prefix = 0;
  while (value >= 999.5 && prefix < prefixes.length - 1) {
    value /= 1000;
    prefix++;
  }
  const digits = value < 9.95 && prefix > 0 ? value.toFixed(1) : Math.round(value).toString();
  return [digits, prefixes[prefix]].filter(Boolean).join(' ');
}

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });

/** Parameters in short: `2.64K`, `1.75M`. */
export const formatParameters = (count: number): string => compact.format(count);

/** A foreseen time: `≈ 12 s`, or `≈ 5.0 s to 40 s` where training may stop early. */
export function formatEstimate({ ms, lowMs }: StepEstimate): string {
  if (ms < LEAST_MS) return '< 0.1 s';
  const high = formatDuration(ms);
  const low = lowMs === undefined ? high : formatDuration(lowMs);
  return low === high ? `≈ ${high}` : t('≈ {low} to {high}', { low, high });
}

/** A measured time. */
export const formatMeasured = (ms: number): string => (ms < LEAST_MS ? '< 0.1 s' : formatDuration(ms));
