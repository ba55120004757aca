import type { BackendInfo } from '../events';
import type { TrainedNetwork } from '../networks/network';
import type { Executed } from '../steps/output';
import type { ContentStore } from '../store/content-store';
import { createResults, storeKey } from './results';
import type { ResultStore } from './store';

/** Of the last good weights of a training that failed. */
export const salvageKey = (key: string): string => `salvaged:${key}`;

/** Networks that can be tried out: those of this run, of earlier ones, and what failed trainings left. */
export interface TrainedNetworks {
  /** The network of the fit step with this key. */
  find(backend: Pick<BackendInfo, 'name'>, stepKey: string): Promise<TrainedNetwork | undefined>;
  /** The keys of fit steps that have one. */
  keys(backend: Pick<BackendInfo, 'name'>): Promise<readonly string[]>;
}

export function trainedNetworks(memory: ResultStore<Executed>, content?: ContentStore): TrainedNetworks {
  const results = createResults(memory, content);
  return {
    async find(backend, stepKey) {
      const key = storeKey(backend, stepKey);
      const output = ((await results.find(key)) ?? memory.get(salvageKey(key)))?.output;
      return output?.op === 'fit' ? output.network : undefined;
    },
    async keys(backend) {
      const inMemory = memory.keys().filter((key) => memory.get(key)?.output.op === 'fit');
      const stored = (await content?.list())?.filter(({ kind }) => kind === 'network') ?? [];
      const prefixes = [storeKey(backend, ''), salvageKey(storeKey(backend, ''))];
      const all = [...inMemory, ...stored.map(({ key }) => key)].flatMap((key) => {
        const prefix = prefixes.find((candidate) => key.startsWith(candidate));
        return prefix === undefined ? [] : [key.slice(prefix.length)];
      });
      return [...new Set(all)];
    },
  };
}
