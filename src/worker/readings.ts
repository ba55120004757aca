import type { LibraryEntry } from '../engine/library/library-model';
import { readAny } from '../engine/library/read-any';
import type { ModelBundle, ModelSource, ReadOptions, ReadProgress } from '../engine/models/bundle';
import type { browserPlatform } from '../engine/platform/browser';
import type { EngineApi, ReadAnswer } from './api';
import { outcome } from './outcome';

type ReadingApi = Pick<EngineApi, 'readModel' | 'stopReading' | 'keepModel' | 'dropModel'>;

/**
 * How weights from outside come in: read, looked at by the person, then kept. Between reading and keeping
 * a model waits here, under the id that the interface gave the reading.
 */
export function readingApi(platform: ReturnType<typeof browserPlatform>): ReadingApi {
  const running = new Map<string, AbortController>();
  const waiting = new Map<string, ModelBundle>();

  async function read(
    readingId: string,
    source: ModelSource,
    options: ReadOptions,
    onProgress: (progress: ReadProgress) => void,
    signal: AbortSignal,
  ): Promise<ReadAnswer> {
    const found = await readAny(source, options, platform, onProgress, signal);
    if (found.kind !== 'bundle') return found;
    const { bundle, warnings } = found;
    waiting.set(readingId, bundle);
    const { info, provenance, files } = bundle;
    return { kind: 'read', info, provenance, bytes: files.weights.byteLength, warnings };
  }

  return {
    async readModel(readingId, source, options, onProgress) {
      const stop = new AbortController();
      running.set(readingId, stop);
      waiting.delete(readingId);
      try {
        // Not in turn with what computes: a download may take minutes, and a run must not wait for it.
        return await read(readingId, source, options, onProgress, stop.signal);
      } catch (error) {
        if (stop.signal.aborted) return { kind: 'stopped' };
        const message = error instanceof Error ? error.message : String(error);
        return { kind: 'problems', problems: [{ code: 'models/read', severity: 'error', message }] };
      } finally {
        running.delete(readingId);
      }
    },

    async stopReading(readingId) {
      running.get(readingId)?.abort();
    },

    keepModel: (readingId, { label, preprocessing }) =>
      outcome('models/keep', async (): Promise<LibraryEntry> => {
        const bundle = waiting.get(readingId);
        if (!bundle) throw new Error('This model is not in memory any more. Load it again.');
        const info = { ...bundle.info, label, preprocessing };
        await platform.models.put({ ...bundle, info });
        const entry = await platform.models.about(info.id);
        if (!entry) throw new Error('The browser did not keep the model.');
        waiting.delete(readingId);
        return entry;
      }),

    async dropModel(readingId) {
      waiting.delete(readingId);
    },
  };
}
