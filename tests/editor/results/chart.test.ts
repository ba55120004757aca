import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smooth } from '../../../src/editor/results/chart/smooth';
import { panBy, spanOf, zoomAt } from '../../../src/editor/results/chart/zoom';

describe('smoothing', () => {
  it('is the moving average of TensorBoard, by hand', () => {
    // 0.5: 1, (0.5·1 + 1·3)/1.5, (0.25·1 + 0.5·3 + 1·5)/1.75
    expect(smooth([1, 3, 5], 0.5)).toEqual([1, 3.5 / 1.5, 6.75 / 1.75]);
  });

  it('keeps gaps, and does not count them', () => {
    expect(smooth([null, 2, Number.NaN, 4], 0.5)).toEqual([null, 2, null, (1 + 4) / 1.5]);
  });

  it('changes nothing at 0, leaves a constant constant, and never leaves the range of what came', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(values, fc.double({ min: 0, max: 0.999, noNaN: true }), (raw, weight) => {
        smooth(raw, 0).forEach((value, place) => {
          expect(value).toBeCloseTo(raw[place] ?? 0, 9);
        });
        const first = raw[0] ?? 0;
        for (const value of smooth(
          raw.map(() => first),
          weight,
        ))
          expect(value).toBeCloseTo(first, 5);
        smooth(raw, weight).forEach((value, place) => {
          const seen = raw.slice(0, place + 1);
          expect(value).toBeGreaterThanOrEqual(Math.min(...seen) - 1e-6);
          expect(value).toBeLessThanOrEqual(Math.max(...seen) + 1e-6);
        });
      }),
      { numRuns: 50 },
    );
  });
});

describe('zoom', () => {
  const whole = [1, 30] as const;

  it('comes closer around the pointer, which stays where it is', () => {
    const span = zoomAt(whole, whole, 10, 0.5);
    expect(span?.[1]).toBeCloseTo(20);
    expect(span && (10 - span[0]) / (span[1] - span[0])).toBeCloseTo(9 / 29);
  });

  it('is over when all is in view again', () => {
    expect(zoomAt([5, 20], whole, 10, 3)).toBeUndefined();
    expect(panBy([5, 20], whole, 10)).toEqual([15, 30]);
    expect(panBy([5, 20], whole, -10)).toEqual([1, 16]);
  });

  it('takes a drag either way, and makes too short a one longer', () => {
    expect(spanOf(20, 10, whole)).toEqual([10, 20]);
    const short = spanOf(10, 10.01, whole);
    expect(short && short[1] - short[0]).toBeCloseTo(1);
  });

  it('never leaves the whole', () => {
    const inside = fc.double({ min: 1, max: 30, noNaN: true });
    fc.assert(
      fc.property(
        inside,
        inside,
        inside,
        fc.double({ min: 0.05, max: 20, noNaN: true }),
        (a, b, at, factor) => {
          const part = spanOf(a, b, whole) ?? whole;
          for (const next of [zoomAt(part, whole, at, factor), panBy(part, whole, factor - 5)]) {
            if (!next) continue;
            expect(next[0]).toBeGreaterThanOrEqual(1);
            expect(next[1]).toBeLessThanOrEqual(30 + 1e-9);
            expect(next[1] - next[0]).toBeGreaterThan(0.99);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
