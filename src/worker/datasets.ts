import { type DroppedItem, importDropped } from '../engine/data/import/import-dropped';
import { previewAugmentation } from '../engine/data/preview';
import type { browserPlatform } from '../engine/platform/browser';
import type { StoredDataset } from '../engine/platform/platform';
import type { SampleEntry } from '../plan/catalog';
import type { EngineApi } from './api';
import { outcome } from './outcome';

/** Their indexes stay open between calls: a viewer asks for pictures of one many times a second. */
const MOST_OPEN = 4;

interface Opened {
  readonly stored: StoredDataset;
  readonly entries: ReadonlyMap<string, SampleEntry>;
}

type DatasetApi = Pick<
  EngineApi,
  | 'dataset'
  | 'sampleEntries'
  | 'samples'
  | 'handOver'
  | 'importDataset'
  | 'userDatasets'
  | 'removeDataset'
  | 'augmentPreview'
>;

/** What the interface asks about stored datasets. */
export function datasetApi(platform: ReturnType<typeof browserPlatform>): DatasetApi {
  const opened = new Map<string, Promise<Opened>>();
  const handedOver = new Map<string, DroppedItem[]>();

  async function openAnew(id: string): Promise<Opened> {
    const stored = await platform.dataset(id);
    if (!stored) throw new Error(`The dataset "${id}" is not on this machine.`);
    return { stored, entries: new Map(stored.index.samples.map((entry) => [entry.id, entry])) };
  }

  function open(id: string): Promise<Opened> {
    const found = opened.get(id) ?? openAnew(id);
    opened.delete(id);
    opened.set(id, found);
    // What is not there now may be imported later.
    found.catch(() => opened.delete(id));
    for (const oldest of opened.keys()) {
      if (opened.size <= MOST_OPEN) break;
      opened.delete(oldest);
    }
    return found;
  }

  async function readSamples(id: string, names: readonly string[]): Promise<(Blob | null)[]> {
    const { stored, entries } = await open(id);
    return Promise.all(
      names.map(async (name) => {
        const entry = entries.get(name);
        const bytes = entry && (await stored.read(entry).catch(() => undefined));
        // Stored elsewhere since it was opened, or gone: the next call looks again.
        if (!bytes) opened.delete(id);
        return bytes ? new Blob([bytes.slice()]) : null;
      }),
    );
  }

  return {
    dataset: (id) =>
      outcome('engine/dataset', async () => {
        const { samples, ...about } = (await open(id)).stored.index;
        return { ...about, samples: samples.length };
      }),

    sampleEntries: (id, from, to) =>
      outcome('engine/dataset', async () => (await open(id)).stored.index.samples.slice(from, to)),

    samples: (id, names) => readSamples(id, names).catch(() => names.map(() => null)),

    async handOver(importId, items) {
      const before = handedOver.get(importId);
      if (before) before.push(...items);
      else handedOver.set(importId, [...items]);
    },

    async importDataset(importId, name, onProgress) {
      const items = handedOver.get(importId) ?? [];
      handedOver.delete(importId);
      const imported = await importDropped(platform.store, name, items, onProgress);
      if (!imported.ok) return imported;
      const { id } = imported.value;
      opened.delete(id);
      return { ok: true, value: { id, name } };
    },

    userDatasets: () => platform.store.list().catch(() => []),

    removeDataset: (id) =>
      outcome('engine/dataset', async () => {
        opened.delete(id);
        await platform.store.remove(id);
      }),

    augmentPreview: (id, sample, transforms, options) =>
      outcome('engine/preview', async () => {
        const { stored } = await open(id);
        return previewAugmentation({ stored, sample, transforms, platform, ...options });
      }),
  };
}
