import { embeddingMap } from '../engine/embedding-map/embedding-map';
import { explain } from '../engine/explain/explain';
import type { TrainedNetwork } from '../engine/networks/network';
import type { Platform, RgbImage, StoredDataset } from '../engine/platform/platform';
import { stopIfCancelled } from '../engine/run/failure';
import type { Features } from '../engine/steps/features';
import type { EngineApi, ExplainedPicture } from './api';
import { outcome } from './outcome';
import { type createPredictors, inputOf } from './predictors';

interface ExplainingHost {
  readonly platform: Platform;
  readonly predictors: Pick<ReturnType<typeof createPredictors>, 'opened'>;
  readonly networkOf: (fitKey: string) => Promise<TrainedNetwork | undefined>;
  /** What an embed step stored, while it is there; to be read before anything else has its turn. */
  readonly featuresOf: (embedKey: string) => Promise<Features | undefined>;
  /** Waits until nothing else computes. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  /** Makes sure that the backend lives. */
  readonly ready: () => Promise<void>;
}

type ExplainingApi = Pick<EngineApi, 'explain' | 'embeddingMap' | 'stopAnswer'>;

/** What the interface asks about single pictures, and about all that were evaluated. */
export function explainingApi(host: ExplainingHost): ExplainingApi {
  const { platform, predictors, inTurn, ready } = host;
  const stops = new Map<string, AbortController>();

  /** Runs what can be stopped under an id. */
  async function stoppable<T>(id: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const stop = new AbortController();
    stops.set(id, stop);
    try {
      return await work(stop.signal);
    } finally {
      stops.delete(id);
    }
  }

  return {
    explain: (id, { fitKey, picture, options }, onProgress) =>
      outcome('engine/explain', () =>
        stoppable(id, (signal) =>
          inTurn(async () => {
            stopIfCancelled(signal);
            await ready();
            const open = await predictors.opened(fitKey);
            const fit = picture instanceof Blob ? 'crop' : picture.fit;
            const pixels = inputOf(open.network, await decode(picture), fit);
            return explain(open, pixels, options, { platform, signal, onProgress });
          }),
        ),
      ),

    embeddingMap: (id, request, onProgress) =>
      outcome('engine/map', () =>
        stoppable(id, async (signal) => {
          const { samples, fit, options } = request;
          const stored = await datasetOf(request.dataset);
          return embeddingMap(options, samples.length, {
            platform,
            signal,
            onProgress,
            inTurn,
            open: async () => {
              await ready();
              const network = await host.networkOf(request.fitKey);
              if (!network) throw new Error('This network is not stored any more. Run the graph again.');
              const key = request.featuresKey;
              const features = key === undefined ? undefined : await host.featuresOf(key);
              return { network, stored, fit, samples, features };
            },
          });
        }),
      ),

    async stopAnswer(id) {
      stops.get(id)?.abort();
    },
  };

  async function datasetOf(id: string): Promise<StoredDataset> {
    const stored = await platform.dataset(id);
    if (!stored) throw new Error(`The dataset "${id}" is not on this machine.`);
    return stored;
  }

  async function decode(picture: ExplainedPicture): Promise<RgbImage> {
    if (picture instanceof Blob) return platform.decode(new Uint8Array(await picture.arrayBuffer()));
    const stored = await datasetOf(picture.dataset);
    const entry = stored.index.samples.find(({ id }) => id === picture.sample);
    if (!entry) throw new Error(`"${stored.index.name}" has no sample "${picture.sample}".`);
    return platform.decode(await stored.read(entry));
  }
}
