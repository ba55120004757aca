import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toGrayscale } from '../../../src/engine/data/grayscale';
import { resizeToSquare } from '../../../src/engine/data/resize';
import type { RgbImage } from '../../../src/engine/platform/platform';
import type { Interpolation } from '../../../src/plan/catalog';

fc.configureGlobal({ seed: 1 });

interface Fixture {
  readonly source: { readonly width: number; readonly height: number; readonly rgb: string };
  readonly gray: string;
  readonly cases: readonly {
    readonly side: number;
    readonly fit: 'crop' | 'pad' | 'stretch';
    readonly rgb: string;
  }[];
  readonly evaluations: readonly {
    readonly side: number;
    readonly interpolation: Interpolation;
    readonly crop: number;
    /** Of the image with its sides exchanged. */
    readonly tall: boolean;
    readonly rgb: string;
  }[];
}

const fixture = JSON.parse(
  readFileSync(new URL('../../fixtures/resize.json', import.meta.url), 'utf8'),
) as Fixture;
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
const source = { ...fixture.source, rgb: bytes(fixture.source.rgb) };

function transposed({ width, height, rgb }: RgbImage): RgbImage {
  const turned = rgb.map((_, at) => {
    const [x, y] = [Math.floor(at / 3 / height), Math.floor(at / 3) % height];
    return rgb[(y * width + x) * 3 + (at % 3)] ?? 0;
  });
  return { width: height, height: width, rgb: turned };
}

const largestDifference = (found: Uint8Array, expected: Uint8Array): number =>
  found.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (expected[i] ?? -9))), 0);

describe('resizeToSquare', () => {
  it.each(fixture.evaluations)(
    'equals torchvision with timm’s $interpolation, crop_pct $crop at $side',
    ({ side, interpolation, crop, tall, rgb }) => {
      const image = tall ? transposed(source) : source;
      const resized = resizeToSquare(image, side, 'crop', { interpolation, crop });
      expect(resized).toHaveLength(side * side * 3);
      expect(largestDifference(resized, bytes(rgb))).toBeLessThanOrEqual(1);
    },
  );

  it('cuts nothing but where images are cropped at all', () => {
    for (const fit of ['stretch', 'pad'] as const) {
      expect(resizeToSquare(source, 20, fit, { crop: 0.5 })).toEqual(resizeToSquare(source, 20, fit));
    }
  });

  it.each(fixture.cases)('equals Pillow within 1 at side $side, $fit', ({ side, fit, rgb }) => {
    const expected = bytes(rgb);
    const resized = resizeToSquare(source, side, fit);
    expect(resized).toHaveLength(side * side * 3);
    expect(largestDifference(resized, expected)).toBeLessThanOrEqual(1);
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
