import type { StoredDataset } from '../../../src/engine/platform/platform';
import type { DatasetIndex, Part, SampleEntry } from '../../../src/plan/catalog';

export interface Described {
  readonly class: number;
  readonly domain?: number;
  readonly source?: string;
  readonly part?: Part;
}

/** A stored dataset of these samples, in this order; `bytes` are what reading one gives. */
export function storedDataset(
  classes: readonly string[],
  described: readonly Described[],
  bytes: (entry: SampleEntry) => Uint8Array = () => new Uint8Array(),
): StoredDataset {
  const samples = described.map((sample, index): SampleEntry => {
    const id = `${classes[sample.class]}/${index}.png`;
    return { ...sample, id, offset: 0, length: 0 };
  });
  const index: DatasetIndex = {
    id: 'sample@1',
    name: 'Sample',
    modality: 'image',
    description: '',
    licence: 'MIT',
    classes,
    domains: ['ink', 'chalk'],
    samples,
    skipped: [],
  };
  return { index, read: async (entry) => bytes(entry) };
}

/** `sizes[c]` samples of class c, interleaved as folders rarely are. */
export function classesOfSizes(sizes: readonly number[]): Described[] {
  const longest = Math.max(0, ...sizes);
  return Array.from({ length: longest }, (_, round) =>
    sizes.flatMap((size, index) => (round < size ? [{ class: index }] : [])),
  ).flat();
}

/** Selects every sample. */
export const everything = {
  dataset: 'sample@1',
  classes: [],
  domains: [],
  limitPerClass: 0,
  fit: 'crop',
  seed: 0,
} as const;
