import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/engine/data/random';
import { centred, decompose } from '../../../src/engine/transferability/decomposition';
import { hScore } from '../../../src/engine/transferability/h-score';
import { kendallTau } from '../../../src/engine/transferability/kendall';
import { leep } from '../../../src/engine/transferability/leep';
import { logme } from '../../../src/engine/transferability/logme';
import { nce } from '../../../src/engine/transferability/nce';
import { meanOf, scoreAnswers, scoreFeatures } from '../../../src/engine/transferability/score';
import { alone, type CloudShape, clouds, reordered, turned } from './clouds';

const RUNS = { numRuns: 25, seed: 9 };

/** With more features than samples, and with fewer. */
const shapes: fc.Arbitrary<CloudShape> = fc.record({
  count: fc.integer({ min: 12, max: 30 }),
  width: fc.integer({ min: 2, max: 40 }),
  classes: fc.integer({ min: 2, max: 4 }),
  spread: fc.double({ min: 0.2, max: 3, noNaN: true }),
  seed: fc.nat(1000),
});

const scores = (samples: ReturnType<typeof clouds>) => {
  const scored = scoreFeatures(samples, alone(samples.count), 5);
  const { logme: evidence, hScore: shrunk, probe, probeErrors, neighbours } = scored;
  return [evidence, shrunk, meanOf(probe), meanOf(probeErrors), meanOf(neighbours)];
};

const expectNear = (values: readonly number[], wanted: readonly number[]): void =>
  values.forEach((value, index) => {
    const other = wanted[index] ?? Number.NaN;
    expect(Math.abs(value - other)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(other)));
  });

describe('scores of features', () => {
  it('do not depend on the order of samples', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const samples = clouds(shape);
        const order = createRandom(shape.seed).shuffle([...alone(shape.count)]);
        expectNear(scores(reordered(samples, order)), scores(samples));
      }),
      RUNS,
    );
  });

  it('do not depend on how the features are turned', () => {
    fc.assert(
      fc.property(
        shapes,
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { maxLength: 30 }),
        (shape, angles) => {
          const samples = clouds(shape);
          expectNear(scores(turned(samples, angles)), scores(samples));
        },
      ),
      RUNS,
    );
  });

  it('are higher where classes lie further apart', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const shape = { count: 60, width: 20, classes: 3, seed };
      const near = scoreFeatures(clouds({ ...shape, spread: 4 }), alone(60), 5);
      const far = scoreFeatures(clouds({ ...shape, spread: 0.5 }), alone(60), 5);
      expect(far.logme).toBeGreaterThan(near.logme);
      expect(far.hScore).toBeGreaterThan(near.hScore);
      expect(meanOf(far.probe)).toBeGreaterThan(meanOf(near.probe));
      expect(meanOf(far.probeErrors)).toBeLessThan(meanOf(near.probeErrors));
      expect(meanOf(far.neighbours)).toBeGreaterThan(meanOf(near.neighbours));
    }
  });

  it('LogME is finite, and no plain H-score is above the number of classes less one', () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const samples = clouds(shape);
        expect(Number.isFinite(logme(decompose(samples), samples))).toBe(true);
        expect(hScore(decompose(centred(samples)), samples)).toBeLessThanOrEqual(shape.classes - 1 + 1e-9);
      }),
      RUNS,
    );
  });

  it('whoever has a near-duplicate in the group is judged without it', () => {
    // Pairs of equal samples whose labels are drawn by lot: only the twin tells the label.
    const random = createRandom(5);
    const pairs = 40;
    const width = 6;
    const labels = Int32Array.from({ length: 2 * pairs }, (_, row) => (((row >> 1) * 7) % 5) % 2);
    const one = Float64Array.from({ length: pairs * width }, () => random.normal());
    const features = Float64Array.from({ length: 2 * pairs * width }, (_, at) => {
      const pair = Math.floor(at / width) >> 1;
      return one[pair * width + (at % width)] ?? 0;
    });
    const samples = { features, count: 2 * pairs, width, labels, classes: 2 };
    const together = alone(2 * pairs).map((row) => row >> 1);
    expect(meanOf(scoreFeatures(samples, alone(2 * pairs), 1).neighbours)).toBe(1);
    expect(meanOf(scoreFeatures(samples, together, 1).neighbours)).toBeLessThan(0.75);
  });
});

describe('scores of source answers', () => {
  const answers = fc
    .record({
      count: fc.integer({ min: 4, max: 40 }),
      sources: fc.integer({ min: 2, max: 8 }),
      seed: fc.nat(1000),
    })
    .map(({ count, sources, seed }) => {
      const random = createRandom(seed);
      const labels = Int32Array.from({ length: count }, () => random.integer(3));
      const logits = Float64Array.from({ length: count * sources }, () => 3 * random.normal());
      return { features: logits, count, width: sources, labels, classes: 3 };
    });

  it('are at most 0, whatever the order', () => {
    fc.assert(
      fc.property(answers, (samples) => {
        const own = scoreAnswers(samples);
        expect(own.leep).toBeLessThanOrEqual(0);
        expect(own.nce).toBeLessThanOrEqual(0);
        const order = createRandom(samples.count).shuffle([...alone(samples.count)]);
        const other = scoreAnswers(reordered(samples, order));
        expectNear([other.leep, other.nce], [own.leep, own.nce]);
      }),
      RUNS,
    );
  });

  it('are 0 where the source class tells the label, and minus its entropy where it tells nothing', () => {
    const labels = Int32Array.of(0, 0, 1, 1);
    const telling = Float64Array.of(1, 0, 1, 0, 0, 1, 0, 1);
    expect(leep(telling, labels, 2)).toBe(0);
    expect(nce(Int32Array.of(5, 5, 3, 3), labels)).toBe(0);
    expect(leep(new Float64Array(8).fill(0.5), labels, 2)).toBeCloseTo(-Math.LN2, 12);
    expect(nce(Int32Array.of(7, 7, 7, 7), labels)).toBeCloseTo(-Math.LN2, 12);
  });
});

describe('Kendall’s τ', () => {
  it('is 1 for equal rankings, −1 for reversed ones, and leaves ties out', () => {
    expect(kendallTau([1, 2, 3, 4], [10, 20, 30, 40])).toBe(1);
    expect(kendallTau([1, 2, 3, 4], [4, 3, 2, 1])).toBe(-1);
    expect(kendallTau([1, 1, 1], [1, 2, 3])).toBe(0);
    // scipy.stats.kendalltau([1, 2, 2, 3], [1, 3, 2, 4]) gives 0.912870929175277.
    expect(kendallTau([1, 2, 2, 3], [1, 3, 2, 4])).toBeCloseTo(0.912870929175277, 12);
  });
});
