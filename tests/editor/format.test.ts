import { describe, expect, it } from 'vitest';
import { formatDuration, formatShort } from '../../src/editor/format/duration';
import {
  formatBytes,
  formatLoss,
  formatParam,
  formatPercent,
  formatRate,
  plural,
} from '../../src/editor/format/numbers';

describe('formats', () => {
  it.each([
    [0.875, '87.5 %'],
    [1, '100.0 %'],
    [0, '0.0 %'],
    [Number.NaN, '–'],
  ])('percent %d', (rate, text) => expect(formatPercent(rate)).toBe(text));

  it.each([
    [0.4213, '0.421'],
    [12.345, '12.3'],
    [1234, '1234'],
    [0.00004, '4.0e-5'],
    [Number.NaN, 'NaN'],
  ])('loss %d', (loss, text) => expect(formatLoss(loss)).toBe(text));

  it.each([
    [0.003, '0.003'],
    [0.00001, '1e-5'],
    [0, '0'],
    [0.00025, '2.5e-4'],
  ])('rate %d', (rate, text) => expect(formatRate(rate)).toBe(text));

  it.each([
    [420, '0.4 s'],
    [12_300, '12 s'],
    [200_000, '3 min 20 s'],
    [7_500_000, '2 h 5 min'],
  ])('duration %d', (ms, text) => expect(formatDuration(ms)).toBe(text));

  it.each([
    [3, '< 0.1 s'],
    [1200, '1.2 s'],
    [59_400, '59 s'],
    [59_600, '1 min'],
    [80_000, '1 min'],
    [59 * 60_000, '59 min'],
    [5_400_000, '2 h'],
  ])('short duration %d', (ms, text) => expect(formatShort(ms)).toBe(text));

  it.each([
    [900, '900 B'],
    [1500, '1.5 KB'],
    [25_000_000, '25 MB'],
  ])('bytes %d', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it('keeps a parameter exact and short', () => {
    expect(formatParam(0.1 + 0.2)).toBe('0.3');
    expect(formatParam(0.000001)).toBe('1e-6');
    expect(formatParam(1e6)).toBe('1000000');
  });

  it('counts', () => {
    expect(plural(1, 'image')).toBe('1 image');
    expect(plural(1200, 'image')).toBe('1,200 images');
    expect(plural(2, 'class', 'classes')).toBe('2 classes');
  });
});
