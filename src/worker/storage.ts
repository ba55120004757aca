import type { BackendInfo } from '../engine/events';
import type { browserPlatform } from '../engine/platform/browser';
import { storeKey } from '../engine/run/results';
import type { ResultStore } from '../engine/run/store';
import type { Executed } from '../engine/steps/output';
import type { ContentStore } from '../engine/store/content-store';
import type { Problem } from '../graph/problem';
import type { EngineApi, Keeping, StorageReport } from './api';

interface StorageHost {
  readonly platform: ReturnType<typeof browserPlatform>;
  readonly memory: ResultStore<Executed>;
  /** Absent where nothing can be stored. */
  readonly content?: ContentStore;
  /** The one in use. */
  readonly backend: () => BackendInfo | undefined;
}

/** What the interface asks about stored results. */
export function storageApi({
  platform,
  memory,
  content,
  backend,
}: StorageHost): Pick<EngineApi, 'kept' | 'storage' | 'forget'> {
  return {
    async kept(stepKeys) {
      const info = backend();
      if (!info) return {};
      const keyOf = (step: string) => storeKey(info, step);
      const inFiles = (await content?.stored(stepKeys.map(keyOf))) ?? new Set<string>();
      const inMemory = new Set(memory.keys());
      const places: Record<string, Keeping> = {};
      for (const step of stepKeys) {
        const key = keyOf(step);
        if (inFiles.has(key)) places[step] = 'stored';
        else if (inMemory.has(key)) places[step] = 'memory';
      }
      return places;
    },

    async storage() {
      let problem: Problem | undefined = content ? undefined : noStorage;
      const stopListening = content?.onTrouble((trouble) => {
        problem = trouble;
      });
      try {
        const results = (await content?.list()) ?? [];
        const budget = (await content?.usage())?.budget ?? 0;
        return {
          results: results.map((entry) => ({ ...entry, step: stepOf(entry.key) })),
          datasets: await platform.store.list().catch(() => []),
          models: await storedModels(platform).catch(() => []),
          budget,
          quota: (await platform.files?.room().catch(() => undefined))?.quota,
          problem,
        };
      } finally {
        stopListening?.();
      }
    },

    async forget(keys) {
      for (const key of keys) memory.remove(key);
      await content?.remove(keys);
    },
  };
}

/** Damaged ones too: they take room until they are removed. */
async function storedModels({ models }: StorageHost['platform']): Promise<StorageReport['models']> {
  const list = await models.list();
  return [
    ...list.models.map(({ info, bytes }) => ({ id: info.id, name: info.label, bytes })),
    ...list.damaged.map(({ id, label, bytes }) => ({ id, name: `${label} (damaged)`, bytes })),
  ];
}

/** Keys of stored results are those of their steps behind a word and a colon. */
const stepOf = (key: string): string => key.slice(key.indexOf(':') + 1);

const noStorage: Problem = {
  code: 'store/none',
  severity: 'warning',
  message: 'This browser lets Graft store no results, so they last until the page is closed.',
  hint: 'Private windows and strict settings forbid storage, and old browsers have none. Nothing else is affected.',
};
