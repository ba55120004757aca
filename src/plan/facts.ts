import type { Fact } from './kind';

const grouped = new Intl.NumberFormat('en-US');
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });

/** `isExact` is false for what is foreseen only roughly: ≈ 563. */
export const countFact = (label: string, count: number, isExact = true): Fact => ({
  label,
  value: `${isExact ? '' : '≈ '}${grouped.format(count)}`,
});

/** Large counts (parameters, FLOPs) in short: 4.2M. */
export const compactFact = (label: string, count: number): Fact => ({ label, value: compact.format(count) });

/** A part of a whole, with a bar: `12.3K of 4.2M`. */
export const shareFact = (label: string, part: number, whole: number): Fact => ({
  label,
  value: compact.format(part),
  fraction: whole === 0 ? 0 : part / whole,
});
