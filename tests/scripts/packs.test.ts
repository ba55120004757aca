import { describe, expect, it } from 'vitest';
import { readDigit } from '../../scripts/packs/digits';
import { assemble } from '../../scripts/packs/pack';
import { readImageHeader } from '../../src/engine/platform/image-header';
import { nodePlatform } from '../../src/engine/platform/node';
import { shippedDatasets } from '../../src/plan/shipped';
import { summarize } from '../../src/plan/shipped/summary';

const platform = nodePlatform({ publicDir: 'public' });

const open = async (id: string) => {
  const dataset = await platform.dataset(id);
  if (!dataset) throw new Error(`"${id}" is not shipped.`);
  return dataset;
};

describe.each(shippedDatasets.map((summary) => [summary.id, summary] as const))('%s', (id, summary) => {
  it('is what its summary and its id say', async () => {
    const { index, read } = await open(id);
    expect(summarize(index)).toEqual(summary);
    const { id: _, skipped, samples, ...about } = index;
    const packed = await Promise.all(
      samples.map(async ({ offset, length, ...sample }) => ({
        ...sample,
        bytes: await read({ ...sample, offset, length }),
      })),
    );
    expect(assemble({ folder: id.split('@')[0] ?? '', ...about, samples: packed }).index.id).toBe(id);
    expect(skipped).toEqual([]);
  });

  it('holds an image of one size in every place', async () => {
    const { index, read } = await open(id);
    const sizes = new Set<string>();
    for (const sample of index.samples) {
      const { width, height } = readImageHeader(await read(sample));
      sizes.add(`${width}×${height}`);
    }
    expect(sizes.size).toBe(1);
    expect(new Set(index.samples.map((sample) => sample.id)).size).toBe(index.samples.length);
  });
});

describe('emoji', () => {
  it('has every emoji in one class, drawn by at least three vendors', async () => {
    const { index } = await open('emoji');
    const bySource = new Map<string, typeof index.samples>();
    for (const sample of index.samples)
      bySource.set(sample.source ?? '', [...(bySource.get(sample.source ?? '') ?? []), sample]);
    expect(bySource.size).toBe(640);
    for (const [source, drawings] of bySource) {
      expect(new Set(drawings.map((sample) => sample.class)).size, source).toBe(1);
      expect(drawings.length, source).toBeGreaterThanOrEqual(3);
      expect(new Set(drawings.map((sample) => sample.domain)).size, source).toBe(drawings.length);
    }
  });

  it('is drawn on white, and is not blank', async () => {
    const { index, read } = await open('emoji');
    for (const sample of index.samples.filter((_, i) => i % 101 === 0)) {
      const { rgb } = await platform.decode(await read(sample));
      expect(new Set(rgb).size, sample.id).toBeGreaterThan(1);
      expect(
        [...rgb.subarray(0, 3)].every((value) => value > 200),
        sample.id,
      ).toBe(true);
    }
  });
});

describe('digits', () => {
  it('keeps every pixel of the package', async () => {
    const { index, read } = await open('digits');
    const zeros = readDigit(0);
    const stored = index.samples.filter((sample) => sample.class === 0);
    expect(stored.length).toBe(zeros.length);
    for (const [i, sample] of stored.entries()) {
      if (i % 97 > 0) continue;
      const { rgb } = await platform.decode(await read(sample));
      expect(rgb.filter((_, at) => at % 3 === 0)).toEqual(zeros[i]);
    }
  });
});
