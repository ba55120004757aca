import type { BackendInfo } from '../events';
import type { Executed, StepResults } from '../steps/output';
import { restoreExecuted, shownOf, storeExecuted } from '../steps/stored-results';
import type { ContentStore } from '../store/content-store';
import type { ResultStore } from './store';

/** Backends round differently, so each has results of its own. */
export const storeKey = (backend: Pick<BackendInfo, 'name'>, stepKey: string): string =>
  `${backend.name}:${stepKey}`;

/** Results of steps at two levels: what is small in memory, and all of them in files that outlive the process. */
export interface Results {
  /** Those of the keys that have a result. */
  known(keys: readonly string[]): Promise<ReadonlySet<string>>;
  /** A result that is whole. */
  find(key: string): Promise<Executed | undefined>;
  /** What is shown of a result, when only that is needed. */
  glance(key: string): Promise<Pick<Executed, 'result' | 'problems'> | undefined>;
  /** `label` is for people. */
  keep(key: string, executed: Executed, label: string): Promise<void>;
  /** Where the result of one step is stored as it is made. */
  of(key: string): StepResults | undefined;
}

/** Without `content` results live in memory only. */
export function createResults(memory: ResultStore<Executed>, content?: ContentStore): Results {
  const of = (key: string): StepResults | undefined =>
    content && {
      write: (kind, label, bytes) => content.write(key, kind, label, bytes),
      open: () => content.open(key),
    };

  function remember(key: string, executed: Executed): void {
    // Features in a file cost no memory, and would outlive the file there.
    if (executed.output.op === 'embed' && executed.output.features.memoryBytes === 0) return;
    memory.set(key, executed, executed.bytes);
  }

  return {
    of,
    async known(keys) {
      const inMemory = new Set(memory.keys());
      const stored = (await content?.stored(keys)) ?? new Set();
      return new Set(keys.filter((key) => inMemory.has(key) || stored.has(key)));
    },
    async find(key) {
      const held = memory.get(key);
      if (held) return held;
      const stored = await content?.open(key);
      if (!stored) return undefined;
      // Gone or unreadable a moment after it was found whole: to be computed again, as any that is missing.
      const executed = await restoreExecuted(stored).catch(() => undefined);
      if (executed) remember(key, executed);
      return executed;
    },
    async glance(key) {
      const held = memory.get(key);
      if (held) return held;
      const value = await content?.glance(key);
      return value === undefined ? undefined : shownOf(value);
    },
    async keep(key, executed, label) {
      remember(key, executed);
      const results = of(key);
      if (results) await storeExecuted(results, executed, label);
    },
  };
}
