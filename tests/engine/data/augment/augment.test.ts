import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyAffine } from '../../../../src/engine/data/augment/affine';
import { augment } from '../../../../src/engine/data/augment/augment';
import { augmentSample } from '../../../../src/engine/data/augment/augment-sample';
import { applyColour } from '../../../../src/engine/data/augment/colour';
import { applyCutout } from '../../../../src/engine/data/augment/cutout';
import { cutmix, mixup } from '../../../../src/engine/data/augment/mix';
import { applyNoise } from '../../../../src/engine/data/augment/noise';
import { createRandom } from '../../../../src/engine/data/random';
import type { SquareImage } from '../../../../src/engine/data/square-image';
import type { AugmentTransforms } from '../../../../src/plan/expressions';

fc.configureGlobal({ seed: 1 });

const off: AugmentTransforms = {
  flipHorizontal: false,
  flipVertical: false,
  rotate: 0,
  translate: 0,
  zoom: 0,
  brightness: 0,
  contrast: 0,
  hue: 0,
  saturation: 0,
  cutout: 0,
  noise: 0,
  mixup: 0,
  cutmix: 0,
};
const atRest = { flipX: false, flipY: false, angle: 0, shiftX: 0, shiftY: 0, scale: 1 };
const plain = { brightness: 0, contrast: 1, hue: 0, saturation: 1 };

const strength = (max: number) => fc.double({ min: 0, max, noNaN: true });
const transformsOf: fc.Arbitrary<AugmentTransforms> = fc.record({
  flipHorizontal: fc.boolean(),
  flipVertical: fc.boolean(),
  rotate: strength(180),
  translate: strength(0.5),
  zoom: strength(0.8),
  brightness: strength(1),
  contrast: strength(1),
  hue: strength(0.5),
  saturation: strength(1),
  cutout: strength(0.8),
  noise: strength(0.5),
  mixup: strength(1),
  cutmix: strength(1),
});
const imageOf: fc.Arbitrary<SquareImage> = fc
  .tuple(fc.integer({ min: 1, max: 14 }), fc.constantFrom<1 | 3>(1, 3), fc.integer())
  .map(([side, channels, seed]) => randomImage(side, channels, seed));

function randomImage(side: number, channels: 1 | 3, seed: number): SquareImage {
  const random = createRandom(seed);
  return {
    side,
    channels,
    pixels: Uint8Array.from({ length: side * side * channels }, () => random.integer(256)),
  };
}

const uniform = (side: number, rgb: readonly number[]): SquareImage => ({
  side,
  channels: 3,
  pixels: Uint8Array.from({ length: side * side * 3 }, (_, i) => rgb[i % 3] ?? 0),
});
const pixel = (image: SquareImage): number[] => [...image.pixels.subarray(0, 3)];

describe('augment', () => {
  it('changes nothing at strength 0', () => {
    fc.assert(
      fc.property(imageOf, fc.integer(), (image, seed) => {
        expect(augment(image, off, createRandom(seed)).pixels).toEqual(image.pixels);
      }),
    );
  });

  it('keeps the shape, repeats with its seed and leaves the original alone', () => {
    fc.assert(
      fc.property(imageOf, transformsOf, fc.integer(), (image, transforms, seed) => {
        const before = image.pixels.slice();
        const once = augment(image, transforms, createRandom(seed));
        expect(once).toMatchObject({ side: image.side, channels: image.channels });
        expect(once.pixels).toHaveLength(image.pixels.length);
        expect(augment(image, transforms, createRandom(seed)).pixels).toEqual(once.pixels);
        expect(image.pixels).toEqual(before);
      }),
    );
  });

  it('draws the same geometry when a colour transform is switched on', () => {
    const image = uniform(9, [60, 70, 80]);
    image.pixels.set([255, 255, 255], 30);
    const turned = augment(image, { ...off, rotate: 90 }, createRandom(5));
    const both = augment(image, { ...off, rotate: 90, brightness: 0.1 }, createRandom(5));
    const shift = (both.pixels[0] ?? 0) - (turned.pixels[0] ?? 0);
    expect(shift).not.toBe(0);
    const unclipped = turned.pixels.every((value, i) => {
      const lit = both.pixels[i] ?? 0;
      return lit === 0 || lit === 255 || lit - value === shift;
    });
    expect(unclipped).toBe(true);
  });
});

describe('applyAffine', () => {
  it('mirrors exactly, and twice is the original', () => {
    const image = randomImage(2, 1, 1);
    const [a, b, c, d] = image.pixels;
    expect([...applyAffine(image, { ...atRest, flipX: true }).pixels]).toEqual([b, a, d, c]);
    expect([...applyAffine(image, { ...atRest, flipY: true }).pixels]).toEqual([c, d, a, b]);
    fc.assert(
      fc.property(imageOf, fc.boolean(), fc.boolean(), (any, flipX, flipY) => {
        const flip = (from: SquareImage) => applyAffine(from, { ...atRest, flipX, flipY });
        expect(flip(flip(any)).pixels).toEqual(any.pixels);
      }),
    );
  });

  it('turns by right angles without loss', () => {
    fc.assert(
      fc.property(imageOf, (image) => {
        const quarter = (from: SquareImage) => applyAffine(from, { ...atRest, angle: Math.PI / 2 });
        const full = quarter(quarter(quarter(quarter(image))));
        expect(full.pixels).toEqual(image.pixels);
      }),
    );
    const image = randomImage(2, 1, 1);
    const [a, b, c, d] = image.pixels;
    // A positive angle turns clockwise on the screen, where y points down.
    expect([...applyAffine(image, { ...atRest, angle: Math.PI / 2 }).pixels]).toEqual([c, a, d, b]);
  });

  it('shifts whole pixels and mirrors what comes in at the border', () => {
    const row = [10, 20, 30, 40];
    const image: SquareImage = {
      side: 4,
      channels: 1,
      pixels: Uint8Array.from([...row, ...row, ...row, ...row]),
    };
    const shifted = applyAffine(image, { ...atRest, shiftX: 0.5 });
    expect([...shifted.pixels.subarray(0, 4)]).toEqual([20, 10, 10, 20]);
  });

  it('shows more of the surroundings at a larger scale', () => {
    const image = uniform(8, [0, 0, 0]);
    image.pixels.fill(200, (3 * 8 + 3) * 3, (3 * 8 + 5) * 3);
    const bright = (from: SquareImage) => from.pixels.reduce((sum, value) => sum + value, 0);
    expect(bright(applyAffine(image, { ...atRest, scale: 0.5 }))).toBeGreaterThan(2 * bright(image));
  });
});

describe('applyColour', () => {
  it('adds brightness, and multiplies the distance from the mean', () => {
    expect(pixel(applyColour(uniform(2, [10, 100, 250]), { ...plain, brightness: 20 }))).toEqual([
      30, 120, 255,
    ]);
    const image: SquareImage = { side: 2, channels: 1, pixels: Uint8Array.from([50, 50, 150, 150]) };
    expect([...applyColour(image, { ...plain, contrast: 1.5 }).pixels]).toEqual([25, 25, 175, 175]);
    expect([...applyColour(image, { ...plain, contrast: 0 }).pixels]).toEqual([100, 100, 100, 100]);
  });

  it('turns hue around the wheel: a third is red to green, a full turn is the original', () => {
    expect(pixel(applyColour(uniform(1, [255, 0, 0]), { ...plain, hue: 1 / 3 }))).toEqual([0, 255, 0]);
    expect(pixel(applyColour(uniform(1, [255, 0, 0]), { ...plain, hue: -1 / 3 }))).toEqual([0, 0, 255]);
    expect(pixel(applyColour(uniform(1, [200, 100, 50]), { ...plain, hue: 0.5 }))).toEqual([50, 150, 200]);
    fc.assert(
      fc.property(imageOf, (image) => {
        expect(applyColour(image, { ...plain, hue: 1 }).pixels).toEqual(image.pixels);
      }),
    );
  });

  it('takes colour away or adds it, never past full saturation', () => {
    expect(pixel(applyColour(uniform(1, [200, 100, 50]), { ...plain, saturation: 0 }))).toEqual([
      200, 200, 200,
    ]);
    expect(pixel(applyColour(uniform(1, [200, 150, 100]), { ...plain, saturation: 1.5 }))).toEqual([
      200, 125, 50,
    ]);
    expect(pixel(applyColour(uniform(1, [200, 100, 0]), { ...plain, saturation: 2 }))).toEqual([200, 100, 0]);
  });
});

describe('applyCutout and applyNoise', () => {
  it('blanks a square of the wanted side, clipped at the border', () => {
    const blank = (x: number, y: number) =>
      applyCutout(uniform(10, [1, 2, 3]), 0.4, { x, y }).pixels.filter((value) => value === 128).length / 3;
    expect(blank(0.5, 0.5)).toBe(16);
    expect(blank(0, 0)).toBe(4);
  });

  it('adds noise of the wanted deviation', () => {
    const { pixels } = applyNoise(uniform(64, [128, 128, 128]), 0.1, createRandom(1));
    const square = pixels.reduce((sum, value) => sum + (value - 128) ** 2, 0) / pixels.length;
    expect(Math.sqrt(square)).toBeGreaterThan(0.97 * 25.5);
    expect(Math.sqrt(square)).toBeLessThan(1.03 * 25.5);
  });
});

describe('mixing', () => {
  it('blends with the share that the label gets', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0.01, max: 1, noNaN: true }), (seed, alpha) => {
        const mixed = mixup(uniform(3, [255, 255, 255]), uniform(3, [0, 0, 0]), alpha, createRandom(seed));
        expect(new Set(mixed.image.pixels)).toEqual(new Set([Math.round(255 * mixed.share)]));
      }),
    );
  });

  it('pastes as many pixels as the label says', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0.01, max: 1, noNaN: true }), (seed, alpha) => {
        const mixed = cutmix(uniform(12, [255, 255, 255]), uniform(12, [0, 0, 0]), alpha, createRandom(seed));
        const kept = mixed.image.pixels.filter((value) => value === 255).length / 3;
        expect(mixed.share).toBeCloseTo(kept / 144, 10);
      }),
    );
  });
});

describe('augmentSample', () => {
  const request = {
    sample: { image: randomImage(8, 3, 0), class: 0 },
    partner: { image: randomImage(8, 3, 1), class: 2 },
    id: 'cat/1.png',
    view: 1,
    transforms: { ...off, mixup: 0.4 },
    seed: 1,
    classes: 3,
  };

  it('gives the original as view 0', () => {
    const { image, label } = augmentSample({ ...request, view: 0 });
    expect(image.pixels).toEqual(randomImage(8, 3, 0).pixels);
    expect([...label]).toEqual([1, 0, 0]);
  });

  it('has labels that sum to 1 and repeats, whatever the transforms', () => {
    fc.assert(
      fc.property(transformsOf, fc.nat(9), fc.nat(), fc.nat(2), (transforms, view, seed, other) => {
        const partner = { ...request.partner, class: other };
        const drawn = augmentSample({ ...request, transforms, view, seed, partner });
        expect(drawn.label.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 6);
        expect(drawn.label.every((weight) => weight >= 0)).toBe(true);
        expect(augmentSample({ ...request, transforms, view, seed, partner })).toEqual(drawn);
      }),
    );
  });

  it('differs from view to view, and between samples', () => {
    const shares = Array.from(
      { length: 20 },
      (_, view) => augmentSample({ ...request, view: view + 1 }).label[2],
    );
    expect(new Set(shares).size).toBe(20);
    expect(augmentSample({ ...request, id: 'cat/2.png' }).label[2]).not.toBe(shares[0]);
  });

  it('does not mix without a partner', () => {
    const { image, label } = augmentSample({ ...request, partner: undefined });
    expect([...label]).toEqual([1, 0, 0]);
    expect(image.pixels).toEqual(randomImage(8, 3, 0).pixels);
  });
});
