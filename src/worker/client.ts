import * as Comlink from 'comlink';
import type { EngineApi } from './api';

export interface EngineClient {
  readonly api: EngineApi;
  /** Ends the worker and all it holds. */
  terminate(): void;
}

/**
 * Starts the engine in a Web Worker. `onCrash` is called when the worker dies (out of memory, a
 * failed load): every pending call then stays unanswered, so the caller must start over.
 */
export function createEngine(onCrash: (message: string) => void): EngineClient {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    type: 'module',
    name: 'graft-engine',
  });
  worker.addEventListener('error', (event) => onCrash(event.message || 'The engine could not be started.'));
  worker.addEventListener('messageerror', () => onCrash('The engine sent a message that could not be read.'));
  const remote = Comlink.wrap<EngineApi>(worker);
  const api: EngineApi = {
    backend: (preference) => remote.backend(preference),
    run: (request, onEvent) => remote.run(request, Comlink.proxy(onEvent)),
    cancel: (runId) => remote.cancel(runId),
    predict: (fitKey, image) => remote.predict(fitKey, image),
    trained: () => remote.trained(),
    dataset: (id) => remote.dataset(id),
    samples: (dataset, ids) => remote.samples(dataset, ids),
    importDataset: (name, files, onProgress) => remote.importDataset(name, files, Comlink.proxy(onProgress)),
    userDatasets: () => remote.userDatasets(),
    augmentPreview: (dataset, sample, transforms, options) =>
      remote.augmentPreview(dataset, sample, transforms, options),
  };
  return {
    api,
    terminate() {
      remote[Comlink.releaseProxy]();
      worker.terminate();
    },
  };
}
