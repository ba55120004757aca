import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toGrayscale } from '../../../src/engine/data/grayscale';
import { resizeToSquare } from '../../../src/engine/data/resize';

fc.configureGlobal({ seed: 1 });

interface Fixture {
  readonly source: { readonly width: number; readonly height: number; readonly rgb: string };
  readonly gray: string;
  readonly cases: readonly {
    readonly side: number;
    readonly fit: 'crop' | 'pad' | 'stretch';
    readonly rgb: string;
  }[];
}

const fixture = JSON.parse(
  readFileSync(new URL('../../fixtures/resize.json', import.meta.url), 'utf8'),
) as Fixture;
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
const source = { ...fixture.source, rgb: bytes(fixture.source.rgb) };

describe('resizeToSquare', () => {
  it.each(fixture.cases)('equals Pillow within 1 at side $side, $fit', ({ side, fit, rgb }) => {
    const expected = bytes(rgb);
    const resized = resizeToSquare(source, side, fit);
    expect(resized).toHaveLength(side * side * 3);
    const off = resized.reduce(
      (worst, value, i) => Math.max(worst, Math.abs(value - (expected[i] ?? -9))),
      0,
    );
    expect(off).toBeLessThanOrEqual(1);
  });

  it('keeps an image that has the size already', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.infiniteStream(fc.nat(255)), (side, values) => {
        const rgb = Uint8Array.from(values.take(side * side * 3));
        for (const fit of ['crop', 'pad', 'stretch'] as const) {
          expect(resizeToSquare({ width: side, height: side, rgb }, side, fit)).toEqual(rgb);
        }
      }),
    );
  });

  it('takes any proportions, down to a single pixel', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('crop', 'stretch', 'pad'),
        (width, height, side, fit) => {
          const resized = resizeToSquare(
            { width, height, rgb: new Uint8Array(width * height * 3).fill(90) },
            side,
            fit as 'crop',
          );
          const allowed = fit === 'pad' ? [90, 255] : [90];
          expect(resized).toHaveLength(side * side * 3);
          expect(resized.every((value) => allowed.includes(value))).toBe(true);
        },
      ),
    );
  });
});

describe('toGrayscale', () => {
  it('equals Pillow exactly', () => {
    expect(toGrayscale(source.rgb)).toEqual(bytes(fixture.gray));
  });
});
