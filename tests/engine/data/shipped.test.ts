import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { countParts } from '../../../src/engine/data/dataset';
import { selectSamples } from '../../../src/engine/data/select';
import { splitSamples } from '../../../src/engine/data/split';
import { nodePlatform } from '../../../src/engine/platform/node';
import type { Catalog } from '../../../src/plan/catalog';
import { describeData } from '../../../src/plan/describe-data';
import type { LoadExpression, SplitExpression } from '../../../src/plan/expressions';
import { shippedDatasets } from '../../../src/plan/shipped/index';

const publicDir = fileURLToPath(new URL('../../../public', import.meta.url));
const catalog: Catalog = {
  dataset: (id) => shippedDatasets.find((summary) => summary.id === id),
  backbone: () => undefined,
  backbones: () => [],
};

async function splitShipped(name: string, load: Partial<LoadExpression>, split: Partial<SplitExpression>) {
  const stored = await nodePlatform({ publicDir }).dataset(name);
  if (!stored) throw new Error(`"${name}" is not shipped.`);
  const loading: LoadExpression = {
    op: 'load',
    dataset: stored.index.id,
    classes: [],
    domains: [],
    limitPerClass: 0,
    fit: 'crop',
    seed: 0,
    ...load,
  };
  const splitting: SplitExpression = {
    op: 'split',
    data: loading,
    val: 0.2,
    test: 0.2,
    bySource: false,
    keepFolders: true,
    trainPerClass: 0,
    seed: 0,
    ...split,
  };
  const { dataset, problems } = splitSamples(selectSamples(stored, loading).dataset, splitting);
  return { dataset, problems, foreseen: describeData(splitting, catalog) };
}

describe('shipped datasets', () => {
  it.each([
    { name: 'emoji', load: {}, split: {} },
    { name: 'emoji', load: { domains: ['noto', 'openmoji'], limitPerClass: 33 }, split: { val: 0.15 } },
    { name: 'emoji', load: { classes: ['Objects', 'Food & Drink'] }, split: { trainPerClass: 20 } },
    { name: 'digits', load: { limitPerClass: 101 }, split: { test: 0.35 } },
    { name: 'letters', load: { domains: ['Thai', 'Greek'] }, split: { trainPerClass: 30 } },
    { name: 'emoji', load: { labels: 'domains' as const, classes: ['Symbols'] }, split: {} },
    { name: 'letters', load: { labels: 'domains' as const, limitPerClass: 50 }, split: {} },
  ])('$name has the counts that inference foresaw: $load, $split', async ({ name, load, split }) => {
    const { dataset, problems, foreseen } = await splitShipped(name, load, split);
    expect(problems).toEqual([]);
    expect(dataset.classes).toEqual(foreseen?.classes);
    expect(countParts(dataset)).toEqual(foreseen?.classCounts);
  });

  it('lets no emoji into two parts when sources are kept together, within 2 samples of the shares', async () => {
    const { dataset, problems, foreseen } = await splitShipped('emoji', {}, { bySource: true });
    expect(problems).toEqual([]);
    const parts = new Map<string, Set<string>>();
    for (const { entry, part } of dataset.samples) {
      const source = entry.source ?? '';
      parts.set(source, (parts.get(source) ?? new Set()).add(part));
    }
    expect([...parts.values()].every((of) => of.size === 1)).toBe(true);
    countParts(dataset).forEach((counts, index) => {
      for (const part of ['train', 'val', 'test'] as const) {
        expect(Math.abs(counts[part] - (foreseen?.classCounts[index]?.[part] ?? -99))).toBeLessThanOrEqual(2);
      }
    });
  });
});
