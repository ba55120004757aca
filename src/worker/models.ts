import { exportModel } from '../engine/library/export/export-model';
import { trainedModel } from '../engine/library/trained-model';
import { trainingRecord } from '../engine/library/training-record';
import type { TrainedNetwork } from '../engine/networks/network';
import type { browserPlatform } from '../engine/platform/browser';
import type { EngineApi } from './api';
import { outcome } from './outcome';

interface ModelHost {
  readonly platform: ReturnType<typeof browserPlatform>;
  readonly networkOf: (fitKey: string) => Promise<TrainedNetwork | undefined>;
  /** Waits until nothing else computes. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
}

type ModelApi = Pick<EngineApi, 'models' | 'saveTrained' | 'renameModel' | 'removeModel' | 'exportModel'>;

/** What the interface asks about the user's own models. */
export function modelApi({ platform, networkOf, inTurn }: ModelHost): ModelApi {
  const { models } = platform;
  return {
    models: () => outcome('models/list', () => models.list()),

    saveTrained: ({ name, ...request }) =>
      inTurn(() =>
        outcome('models/save', async () => {
          const key = request.plan.steps.find(({ id }) => id === request.fitStep)?.key;
          const network = await networkOf(key ?? '');
          if (!network) throw new Error('This network is not stored any more. Run the graph again.');
          const model = await trainedModel(network, name, await trainingRecord(request, platform), platform);
          await models.put(model);
          const entry = await models.about(model.info.id);
          if (!entry) throw new Error('The browser did not keep the model.');
          return entry;
        }),
      ),

    renameModel: (id, label) => outcome('models/rename', () => models.rename(id, label)),
    removeModel: (id) => outcome('models/remove', () => models.remove(id)),

    exportModel: (id, format) =>
      outcome('models/export', async () => {
        const model = await models.get(id);
        if (!model) throw new Error('This model is not on this machine any more.');
        const { name, bytes } = await exportModel(model, format);
        return { name, file: new Blob([bytes]) };
      }),
  };
}
