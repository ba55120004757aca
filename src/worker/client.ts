import * as Comlink from 'comlink';
import type { EngineApi } from './api';
import { ALIVE } from './life';

const LONGEST_END_MS = 10_000;

export interface EngineClient {
  readonly api: EngineApi;
  /** Ends the worker and all it holds. Resolves when it is gone, and files that it had open are free. */
  terminate(): Promise<void>;
}

/**
 * Starts the engine in a Web Worker. `onCrash` is called when the worker dies (out of memory, a
 * failed load, ended by the browser): every pending call then stays unanswered, so the caller must
 * start over.
 */
export function createEngine(onCrash: (message: string) => void): EngineClient {
  const name = `graft-engine-${crypto.randomUUID()}`;
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name });
  worker.addEventListener('error', (event) => onCrash(event.message || 'The engine could not be started.'));
  worker.addEventListener('messageerror', () => onCrash('The engine sent a message that could not be read.'));
  const remote = Comlink.wrap<EngineApi>(worker);
  const ended = new AbortController();
  watchLife(worker, name, ended.signal).then(
    () => onCrash('The browser ended it. It may have needed more memory than there is.'),
    () => undefined,
  );
  const api: EngineApi = {
    backend: (preference) => remote.backend(preference),
    run: (request, onEvent) => remote.run(request, Comlink.proxy(onEvent)),
    cancel: (runId) => remote.cancel(runId),
    pause: (runId) => remote.pause(runId),
    unfinished: (fitKeys) => remote.unfinished(fitKeys),
    kept: (stepKeys) => remote.kept(stepKeys),
    storage: () => remote.storage(),
    forget: (keys) => remote.forget(keys),
    calibrate: () => remote.calibrate(),
    imageCosts: (works) => remote.imageCosts(works),
    predict: (fitKey, image) => remote.predict(fitKey, image),
    trained: () => remote.trained(),
    explain: (answerId, request, onProgress) => remote.explain(answerId, request, Comlink.proxy(onProgress)),
    embeddingMap: (answerId, request, onProgress) =>
      remote.embeddingMap(answerId, request, Comlink.proxy(onProgress)),
    stopAnswer: (answerId) => remote.stopAnswer(answerId),
    dataset: (id) => remote.dataset(id),
    sampleEntries: (dataset, from, to) => remote.sampleEntries(dataset, from, to),
    samples: (dataset, ids) => remote.samples(dataset, ids),
    handOver: (importId, items) => remote.handOver(importId, items),
    importDataset: (importId, name, onProgress) =>
      remote.importDataset(importId, name, Comlink.proxy(onProgress)),
    userDatasets: () => remote.userDatasets(),
    removeDataset: (id) => remote.removeDataset(id),
    models: () => remote.models(),
    saveTrained: (request) => remote.saveTrained(request),
    renameModel: (id, label) => remote.renameModel(id, label),
    removeModel: (id) => remote.removeModel(id),
    readModel: (readingId, source, options, onProgress) =>
      remote.readModel(readingId, source, options, Comlink.proxy(onProgress)),
    stopReading: (readingId) => remote.stopReading(readingId),
    keepModel: (readingId, choices) => remote.keepModel(readingId, choices),
    dropModel: (readingId) => remote.dropModel(readingId),
    exportModel: (id, format) => remote.exportModel(id, format),
    exportBundle: (request, onProgress) => remote.exportBundle(request, Comlink.proxy(onProgress)),
    inspectBundle: (file) => remote.inspectBundle(file),
    importBundle: (file, onProgress) => remote.importBundle(file, Comlink.proxy(onProgress)),
    augmentPreview: (dataset, sample, transforms, options) =>
      remote.augmentPreview(dataset, sample, transforms, options),
  };
  return {
    api,
    async terminate() {
      ended.abort();
      remote[Comlink.releaseProxy]();
      worker.terminate();
      // A browser lets busy code go on for some seconds before it ends it by force.
      await whenGone(name, AbortSignal.timeout(LONGEST_END_MS)).catch(() => undefined);
    },
  };
}

/**
 * Resolves when the worker is gone. A browser that ends a worker tells nobody, but it frees the
 * worker's locks: the page gets the one that the worker holds for its life, however busy that is.
 * Rejects when `ended` aborts.
 */
async function watchLife(worker: Worker, name: string, ended: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    worker.addEventListener('message', function hear({ data }: MessageEvent) {
      if (data !== ALIVE) return;
      worker.removeEventListener('message', hear);
      resolve();
    });
  });
  await whenGone(name, ended);
}

/** Rejects where the browser has no locks, and when `given` up. */
async function whenGone(name: string, given: AbortSignal): Promise<void> {
  await navigator.locks.request(name, { signal: given }, () => undefined);
}
