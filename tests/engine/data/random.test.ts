import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom, derive } from '../../../src/engine/data/random';
import { stableCosSin, stableExp, stableLog } from '../../../src/engine/data/stable-math';

fc.configureGlobal({ seed: 1 });

const draws = (count: number, draw: () => number): number[] => Array.from({ length: count }, draw);
const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
function variance(values: readonly number[]): number {
  const center = mean(values);
  return mean(values.map((x) => (x - center) ** 2));
}

describe('stable mathematics', () => {
  it('agrees with Math to 1e-14 relative', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        expect(Math.abs(stableLog(x) - Math.log(x))).toBeLessThanOrEqual(1e-14 * (1 + Math.abs(Math.log(x))));
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: -700, max: 0, noNaN: true }), (x) => {
        expect(Math.abs(stableExp(x) / Math.exp(x) - 1)).toBeLessThan(1e-12);
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }), (angle) => {
        const [cos, sin] = stableCosSin(angle);
        expect(Math.abs(cos - Math.cos(angle))).toBeLessThan(1e-13);
        expect(Math.abs(sin - Math.sin(angle))).toBeLessThan(1e-13);
      }),
    );
  });

  it('is exact where it must be', () => {
    expect(stableLog(1)).toBe(0);
    expect(stableExp(0)).toBe(1);
    expect(stableExp(-1000)).toBe(0);
    expect(stableCosSin(0)).toEqual([1, 0]);
  });
});

describe('createRandom', () => {
  it('repeats with its seed and differs with another', () => {
    const once = createRandom(7);
    const again = createRandom(7);
    expect(draws(20, () => once.uniform())).toEqual(draws(20, () => again.uniform()));
    expect(createRandom(8).uniform()).not.toBe(createRandom(7).uniform());
  });

  it('is pinned: another stream would change every stored result', () => {
    const random = createRandom(0);
    expect([random.integer(1000), random.integer(1000), random.integer(1000)]).toMatchInlineSnapshot(`
      [
        800,
        20,
        272,
      ]
    `);
    expect(derive(0, 'a', 1)).toMatchInlineSnapshot(`7203780313368417`);
  });

  it('draws with the moments of its distributions', () => {
    const random = createRandom(1);
    const uniform = draws(20_000, () => random.uniform(-1, 3));
    expect(Math.min(...uniform)).toBeGreaterThanOrEqual(-1);
    expect(Math.max(...uniform)).toBeLessThan(3);
    expect(mean(uniform)).toBeCloseTo(1, 1);
    const normal = draws(20_000, () => random.normal());
    expect(mean(normal)).toBeCloseTo(0, 1);
    expect(variance(normal)).toBeCloseTo(1, 1);
    expect(mean(normal.map((x) => x ** 4))).toBeGreaterThan(2.7);
    for (const alpha of [0.05, 0.2, 1]) {
      const beta = draws(20_000, () => random.beta(alpha));
      expect(beta.every((x) => x >= 0 && x <= 1)).toBe(true);
      expect(mean(beta)).toBeCloseTo(0.5, 1);
      // The variance of Beta(α, α).
      expect(variance(beta)).toBeCloseTo(1 / (4 * (2 * alpha + 1)), 2);
    }
  });

  it('shuffles to a permutation, leaving its argument alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 50 }), fc.integer(), (items, seed) => {
        const before = [...items];
        const shuffled = createRandom(seed).shuffle(items);
        expect(items).toEqual(before);
        expect([...shuffled].sort((a, b) => a - b)).toEqual(before.sort((a, b) => a - b));
      }),
    );
  });
});

describe('derive', () => {
  it('tells apart numbers, strings and how parts are joined', () => {
    const seeds = [
      derive(1),
      derive(1, 2),
      derive(1, '2'),
      derive(1, 'ab', 'c'),
      derive(1, 'a', 'bc'),
      derive(2, 2),
    ];
    expect(new Set(seeds).size).toBe(seeds.length);
    expect(seeds.every(Number.isSafeInteger)).toBe(true);
    expect(derive(1, 'a', 2)).toBe(derive(1, 'a', 2));
  });
});
