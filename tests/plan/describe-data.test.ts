import { describe, expect, it } from 'vitest';
import type { Catalog, DatasetSummary } from '../../src/plan/catalog';
import { describeData, totals } from '../../src/plan/describe-data';
import type { LoadExpression, SplitExpression } from '../../src/plan/expressions';
import { catalog, pets } from './sample-catalog';

const load: LoadExpression = {
  op: 'load',
  dataset: pets.id,
  classes: [],
  domains: [],
  limitPerClass: 0,
  fit: 'crop',
  seed: 1,
};
const split: SplitExpression = {
  op: 'split',
  data: load,
  val: 0.2,
  test: 0.2,
  bySource: false,
  keepFolders: true,
  trainPerClass: 0,
  seed: 1,
};

const withFolders = (parts: readonly ('train' | 'val' | 'test')[]): Catalog => {
  const summary: DatasetSummary = {
    ...pets,
    cells: [0, 1, 2].flatMap((label) => parts.map((part) => ({ class: label, part, count: 10 }))),
  };
  return { ...catalog, dataset: () => summary };
};

describe('what is known of data without loading it', () => {
  it('filters classes and domains and limits each class', () => {
    const some = describeData(
      { ...load, classes: ['cat', 'dog'], domains: ['photo'], limitPerClass: 25 },
      catalog,
    );
    expect(some?.classes).toEqual(['cat', 'dog']);
    expect(some?.classCounts.map((count) => count.train)).toEqual([25, 25]);
  });

  it('divides each class, and limits training only', () => {
    const data = describeData({ ...split, trainPerClass: 5 }, catalog);
    expect(data?.classCounts[0]).toEqual({ train: 5, val: 10, test: 10 });
  });

  it('keeps the folders’ validation and test, and fills a part that has no folder from training', () => {
    const counts = (parts: Parameters<typeof withFolders>[0], keepFolders = true) => {
      const data = describeData({ ...split, keepFolders }, withFolders(parts));
      return data && totals(data);
    };
    expect(counts(['train', 'val', 'test'])).toEqual({ train: 30, val: 30, test: 30 });
    expect(counts(['train', 'test'])).toEqual({ train: 24, val: 6, test: 30 });
    expect(counts(['train', 'test'], false)).toEqual({ train: 36, val: 12, test: 12 });
  });
});
