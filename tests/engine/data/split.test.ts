import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countParts, type DataSample, type Dataset } from '../../../src/engine/data/dataset';
import { selectSamples } from '../../../src/engine/data/select';
import { splitSamples } from '../../../src/engine/data/split';
import { limitedSizes, partSizes } from '../../../src/plan/part-sizes';
import { classesOfSizes, type Described, everything as load, storedDataset } from './sample-dataset';

fc.configureGlobal({ seed: 1 });

const params = { val: 0.2, test: 0.2, bySource: false, keepFolders: true, trainPerClass: 0, seed: 0 };
const datasetOf = (classes: readonly string[], samples: readonly Described[]): Dataset =>
  selectSamples(storedDataset(classes, samples), load).dataset;
const ids = (samples: readonly DataSample[]): string[] => samples.map((sample) => sample.entry.id);
const inPart = (dataset: Dataset, part: string): string[] =>
  ids(dataset.samples.filter((sample) => sample.part === part));

/** `sources` sources of each class with 1–5 samples each. */
const sourced = fc
  .array(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 40 }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((classes) =>
    classes.flatMap((sizes, index) =>
      sizes.flatMap((size, source) =>
        Array.from({ length: size }, (): Described => ({ class: index, source: `${index}-${source}` })),
      ),
    ),
  );
const fractions = fc.record({
  val: fc.double({ min: 0, max: 0.45, noNaN: true }),
  test: fc.double({ min: 0, max: 0.45, noNaN: true }),
});

describe('partSizes', () => {
  it('adds up, and leaves training at least one', () => {
    fc.assert(
      fc.property(fc.nat(1000), fractions, (count, { val, test }) => {
        const sizes = partSizes(count, val, test);
        expect(sizes.train + sizes.val + sizes.test).toBe(count);
        expect(Math.min(sizes.train, sizes.val, sizes.test)).toBeGreaterThanOrEqual(0);
        if (count > 0) expect(sizes.train).toBeGreaterThan(0);
      }),
    );
    expect(partSizes(3, 0.2, 0.2)).toEqual({ train: 1, val: 1, test: 1 });
    expect(partSizes(2, 0.2, 0.2)).toEqual({ train: 2, val: 0, test: 0 });
  });
});

describe('limitedSizes', () => {
  it('keeps exactly the limit and never more than there is', () => {
    fc.assert(
      fc.property(
        fc.nat(50),
        fc.nat(50),
        fc.nat(50),
        fc.integer({ min: 1, max: 160 }),
        (train, val, test, most) => {
          const sizes = limitedSizes({ train, val, test }, most);
          expect(sizes.train + sizes.val + sizes.test).toBe(Math.min(most, train + val + test));
          for (const part of ['train', 'val', 'test'] as const) {
            expect(sizes[part]).toBeGreaterThanOrEqual(0);
            expect(sizes[part]).toBeLessThanOrEqual({ train, val, test }[part]);
          }
        },
      ),
    );
  });
});

describe('splitSamples', () => {
  it('is stratified: each class is divided exactly by partSizes, no sample lost or doubled', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(40), { minLength: 1, maxLength: 5 }),
        fractions,
        fc.nat(),
        (sizes, shares, seed) => {
          const classes = sizes.map((_, index) => `class ${index}`);
          const before = datasetOf(classes, classesOfSizes(sizes));
          const { dataset } = splitSamples(before, { ...params, ...shares, seed });
          expect(countParts(dataset)).toEqual(sizes.map((size) => partSizes(size, shares.val, shares.test)));
          expect(ids(dataset.samples)).toEqual(ids(before.samples));
        },
      ),
    );
  });

  it('repeats with its seed, differs with another, and treats classes apart', () => {
    const cats = datasetOf(['cat'], classesOfSizes([50]));
    const first = inPart(splitSamples(cats, params).dataset, 'test');
    expect(inPart(splitSamples(cats, params).dataset, 'test')).toEqual(first);
    expect(inPart(splitSamples(cats, { ...params, seed: 1 }).dataset, 'test')).not.toEqual(first);
    const behind = [...classesOfSizes([50]), ...Array.from({ length: 9 }, () => ({ class: 1 }))];
    const both = datasetOf(['cat', 'dog'], behind);
    const test = inPart(splitSamples(both, params).dataset, 'test');
    expect(test.filter((id) => id.startsWith('cat/'))).toEqual(first);
  });

  it('keeps each source in one part, near the wanted shares', () => {
    fc.assert(
      fc.property(sourced, fractions, fc.nat(), (samples, shares, seed) => {
        const count = 1 + Math.max(...samples.map((sample) => sample.class));
        const classes = Array.from({ length: count }, (_, index) => `class ${index}`);
        const { dataset } = splitSamples(datasetOf(classes, samples), {
          ...params,
          ...shares,
          bySource: true,
          seed,
        });
        const parts = new Map<string | undefined, string>();
        for (const { entry, part } of dataset.samples) {
          expect(parts.get(entry.source) ?? part).toBe(part);
          parts.set(entry.source, part);
        }
        for (const counts of countParts(dataset)) {
          const total = counts.train + counts.val + counts.test;
          const wanted = partSizes(total, shares.val, shares.test);
          expect(counts.train).toBeGreaterThan(0);
          for (const part of ['train', 'val', 'test'] as const) {
            // Whole sources of at most five samples cannot always meet a share nearer than one source.
            expect(Math.abs(counts[part] - wanted[part])).toBeLessThanOrEqual(5);
          }
        }
      }),
    );
  });

  it('equals the division by sample where every source has one sample', () => {
    const samples = Array.from({ length: 37 }, (_, index): Described => ({ class: 0, source: `s${index}` }));
    const { dataset } = splitSamples(datasetOf(['cat'], samples), { ...params, bySource: true });
    expect(countParts(dataset)).toEqual([partSizes(37, 0.2, 0.2)]);
  });

  it('keeps a source together that several classes share', () => {
    const samples = Array.from(
      { length: 60 },
      (_, index): Described => ({
        class: index % 2,
        source: `pair ${index >> 1}`,
      }),
    );
    const { dataset } = splitSamples(datasetOf(['cat', 'dog'], samples), { ...params, bySource: true });
    const partsOfSource = new Map<string, Set<string>>();
    for (const { entry, part } of dataset.samples) {
      const source = entry.source ?? '';
      partsOfSource.set(source, (partsOfSource.get(source) ?? new Set()).add(part));
    }
    expect([...partsOfSource.values()].every((parts) => parts.size === 1)).toBe(true);
  });

  it('keeps folders, or divides anew when told', () => {
    const samples: Described[] = [
      ...Array.from({ length: 10 }, (): Described => ({ class: 0, part: 'train' })),
      ...Array.from({ length: 30 }, (): Described => ({ class: 0, part: 'test' })),
    ];
    const dataset = datasetOf(['cat'], samples);
    // There is no folder for validation: it takes its share of the training images.
    expect(countParts(splitSamples(dataset, params).dataset)).toEqual([{ train: 8, val: 2, test: 30 }]);
    const anew = splitSamples(dataset, { ...params, keepFolders: false });
    expect(countParts(anew.dataset)).toEqual([partSizes(40, 0.2, 0.2)]);
    const open = datasetOf(['cat'], [...samples, ...Array.from({ length: 10 }, () => ({ class: 0 }))]);
    expect(countParts(splitSamples(open, params).dataset)).toEqual([{ train: 16, val: 4, test: 30 }]);
    const complete = datasetOf(
      ['cat'],
      [...samples, ...Array.from({ length: 5 }, (): Described => ({ class: 0, part: 'val' }))],
    );
    expect(countParts(splitSamples(complete, params).dataset)).toEqual([{ train: 10, val: 5, test: 30 }]);
  });

  it('limits training only: nested, and with different sources when they are kept together', () => {
    const samples = Array.from(
      { length: 100 },
      (_, index): Described => ({
        class: 0,
        source: `s${Math.floor(index / 5)}`,
      }),
    );
    const dataset = datasetOf(['cat'], samples);
    const limited = (trainPerClass: number, bySource: boolean) =>
      splitSamples(dataset, { ...params, bySource, trainPerClass }).dataset;
    for (const bySource of [false, true]) {
      expect(countParts(limited(5, bySource))).toEqual([{ train: 5, val: 20, test: 20 }]);
      const ten = inPart(limited(10, bySource), 'train');
      expect(ten).toEqual(expect.arrayContaining(inPart(limited(5, bySource), 'train')));
    }
    const few = limited(10, true).samples.filter((sample) => sample.part === 'train');
    expect(new Set(few.map((sample) => sample.entry.source)).size).toBe(10);
  });

  it('reports empty parts and lost classes as data', () => {
    const codes = (sizes: readonly number[], change = {}): string[] =>
      splitSamples(
        datasetOf(
          sizes.map((_, index) => `class ${index}`),
          classesOfSizes(sizes),
        ),
        { ...params, ...change },
      ).problems.map((problem) => `${problem.severity} ${problem.code} ${problem.param}`);
    expect(codes([10, 10])).toEqual([]);
    expect(codes([10, 2])).toEqual(['warning split/class-lost val', 'warning split/class-lost test']);
    expect(codes([2, 2])).toEqual(['warning split/empty-part val', 'warning split/empty-part test']);
    expect(codes([2, 2], { val: 0, test: 0 })).toEqual([]);
    expect(codes([0, 10])).toEqual(expect.arrayContaining(['error split/no-training-images test']));
  });
});
