import { describe, expect, it } from 'vitest';
import { countParts, summarizeDataset } from '../../../src/engine/data/dataset';
import { selectSamples } from '../../../src/engine/data/select';
import { everything as all, classesOfSizes, storedDataset } from './sample-dataset';

const stored = storedDataset(['cat', 'dog', 'eel'], classesOfSizes([30, 20, 10]));
const ids = (outcome: ReturnType<typeof selectSamples>): string[] =>
  outcome.dataset.samples.map((sample) => sample.entry.id);

describe('selectSamples', () => {
  it('keeps everything by default', () => {
    const { dataset, problems } = selectSamples(stored, all);
    expect(dataset.classes).toEqual(['cat', 'dog', 'eel']);
    expect(dataset.samples).toHaveLength(60);
    expect(dataset.samples.every((sample) => sample.part === 'train')).toBe(true);
    expect(problems).toEqual([]);
  });

  it('keeps wanted classes in the order of the dataset and renumbers them', () => {
    const { dataset } = selectSamples(stored, { ...all, classes: ['eel', 'dog'] });
    expect(dataset.classes).toEqual(['dog', 'eel']);
    for (const sample of dataset.samples) {
      expect(sample.entry.id.startsWith(`${dataset.classes[sample.class]}/`)).toBe(true);
    }
    expect(summarizeDataset(dataset)).toEqual({
      samples: 30,
      classes: [
        { name: 'dog', counts: { train: 20, val: 0, test: 0 } },
        { name: 'eel', counts: { train: 10, val: 0, test: 0 } },
      ],
    });
  });

  it('limits each class by seed: nested, and apart from other classes', () => {
    const five = ids(selectSamples(stored, { ...all, limitPerClass: 5, seed: 3 }));
    const twelve = ids(selectSamples(stored, { ...all, limitPerClass: 12, seed: 3 }));
    expect(five).toHaveLength(15);
    expect(twelve).toHaveLength(12 + 12 + 10);
    expect(twelve).toEqual(expect.arrayContaining(five));
    const dogs = ids(selectSamples(stored, { ...all, limitPerClass: 5, seed: 3, classes: ['dog'] }));
    expect(dogs).toEqual(five.filter((id) => id.startsWith('dog/')));
    expect(ids(selectSamples(stored, { ...all, limitPerClass: 5, seed: 4 }))).not.toEqual(five);
    expect(ids(selectSamples(stored, { ...all, limitPerClass: 5, seed: 3 }))).toEqual(five);
  });

  it('keeps the proportion of folders when it limits', () => {
    const parts = (['train', 'train', 'train', 'val', 'test'] as const).flatMap((part) =>
      Array.from({ length: 4 }, () => ({ class: 0, part })),
    );
    const { dataset } = selectSamples(storedDataset(['cat'], parts), { ...all, limitPerClass: 10 });
    expect(countParts(dataset)).toEqual([{ train: 6, val: 2, test: 2 }]);
  });

  it('filters domains', () => {
    const mixed = storedDataset(['cat'], [{ class: 0, domain: 0 }, { class: 0, domain: 1 }, { class: 0 }]);
    expect(ids(selectSamples(mixed, { ...all, domains: ['chalk'] }))).toEqual(['cat/1.png']);
  });

  it('leaves out classes that the kept domains lack, unless they are asked for', () => {
    const mixed = storedDataset(
      ['cat', 'dog'],
      [
        { class: 0, domain: 0 },
        { class: 1, domain: 1 },
      ],
    );
    const [, chalk = ''] = mixed.index.domains;
    expect(selectSamples(mixed, { ...all, domains: [chalk] }).dataset.classes).toEqual(['dog']);
    const asked = selectSamples(mixed, { ...all, domains: [chalk], classes: ['cat', 'dog'] });
    expect(asked.dataset.classes).toEqual(['cat', 'dog']);
    expect(asked.problems.map(({ code }) => code)).toEqual(['data/empty-class']);
  });

  it('tells domains apart where they are the labels, among the wanted classes', () => {
    const mixed = storedDataset(
      ['cat', 'dog'],
      [{ class: 0, domain: 1 }, { class: 1, domain: 0 }, { class: 1, domain: 1 }, { class: 1 }],
    );
    const { dataset } = selectSamples(mixed, { ...all, labels: 'domains', classes: ['dog'] });
    expect(dataset.classes).toEqual(mixed.index.domains);
    expect(dataset.samples.map((sample) => [sample.entry.class, sample.class])).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });

  it('reports what is off as data', () => {
    const codes = (params: Partial<typeof all> | object): string[] =>
      selectSamples(stored, { ...all, ...params }).problems.map((problem) => problem.code);
    expect(codes({ classes: ['cat', 'fox'] })).toEqual(['data/unknown-class']);
    expect(codes({ classes: ['fox'] })).toEqual(['data/unknown-class', 'data/no-samples']);
    expect(codes({ domains: ['ink'] })).toEqual(['data/no-samples']);
    const gap = selectSamples(storedDataset(['cat', 'dog'], [{ class: 1 }]), all);
    expect(gap.problems.map((problem) => problem.code)).toEqual(['data/empty-class']);
    expect(gap.problems[0]?.message).toContain('"cat"');
  });
});
