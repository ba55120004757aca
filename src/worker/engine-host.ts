import { createBackendGuard } from '../engine/backend/guard';
import { platformGpu, replaceWebGpu, startBackend } from '../engine/backend/select';
import type { WasmPaths } from '../engine/backend/wasm';
import { deviceInUse } from '../engine/backend/webgpu';
import type { BackendInfo } from '../engine/events';
import type { TrainedNetwork } from '../engine/networks/network';
import type { browserPlatform } from '../engine/platform/browser';
import { createResults, storeKey } from '../engine/run/results';
import { runPlan } from '../engine/run/run';
import { createResultStore } from '../engine/run/store';
import { trainedNetworks } from '../engine/run/trained';
import type { Features } from '../engine/steps/features';
import type { Executed } from '../engine/steps/output';
import { storedCheckpoints } from '../engine/store/checkpoints';
import { createContentStore } from '../engine/store/content-store';
import type { Problem } from '../graph/problem';
import type { Plan } from '../plan/plan';
import type { EngineApi, Picture, RunRequest, UnfinishedTraining } from './api';
import { bundleApi } from './bundles';
import { datasetApi } from './datasets';
import { explainingApi } from './explaining';
import { measuringApi } from './measuring';
import { modelApi } from './models';
import { outcome } from './outcome';
import { createPredictors } from './predictors';
import { readingApi } from './readings';
import { storageApi } from './storage';
import { thinOut } from './thin-out';

type Preference = RunRequest['backend'];

/** Room for features and trained networks between runs. */
const STORE_BYTES = 2 ** 30;

/** The engine behind the worker's boundary. One run at a time: a second one waits for the first. */
export function createEngineHost(
  platform: ReturnType<typeof browserPlatform>,
  wasmPaths: WasmPaths,
): EngineApi {
  const store = createResultStore<Executed>(STORE_BYTES);
  const content = createContentStore(platform.files);
  const checkpoints = storedCheckpoints(content);
  const networks = trainedNetworks(store, content);
  const environment = { wasmPaths, gpu: platformGpu() };
  const running = new Map<string, { readonly cancel: AbortController; readonly pause: AbortController }>();
  let backend: BackendInfo | undefined;
  let preferred: Preference = 'auto';
  let queue: Promise<unknown> = Promise.resolve();

  /** tfjs has one backend at a time, so whatever computes takes its turn. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = queue.then(work, work);
    queue = turn;
    return turn;
  }

  async function switchTo(starting: () => Promise<BackendInfo>): Promise<BackendInfo> {
    // What is open holds tensors of the backend that ran until now.
    predictors.release();
    backend = await starting();
    return backend;
  }

  function start(preference: Preference): Promise<BackendInfo> {
    preferred = preference;
    return switchTo(() => startBackend(preference, environment));
  }

  /** A GPU can also be lost while nothing runs, e.g. when the machine sleeps. */
  async function revive(): Promise<void> {
    if (deviceInUse()?.failure()) await start(preferred);
  }

  async function networkOf(fitKey: string): Promise<TrainedNetwork | undefined> {
    const network = backend && (await networks.find(backend, fitKey));
    // A run closes what it had open; here nothing else would.
    if (running.size === 0) await content.release();
    return network;
  }

  async function featuresOf(embedKey: string): Promise<Features | undefined> {
    const executed = backend && (await createResults(store, content).find(storeKey(backend, embedKey)));
    return executed?.output.op === 'embed' ? executed.output.features : undefined;
  }

  const predictors = createPredictors(platform, networkOf);

  return {
    backend: (preference) => inTurn(() => outcome('engine/backend', () => start(preference))),

    async run({ runId, plan, backend: preference, fresh }, onEvent) {
      const cancel = new AbortController();
      const pause = new AbortController();
      running.set(runId, { cancel, pause });
      const emit = thinOut(onEvent, platform.now);
      try {
        return await inTurn(async () => {
          const info = await start(preference);
          if (fresh) await Promise.all(fitKeys(plan).map((key) => checkpoints(key).drop()));
          return runPlan({
            runId,
            plan,
            platform,
            backend: info,
            store,
            content,
            signal: cancel.signal,
            pause: pause.signal,
            checkpoints,
            guard: createBackendGuard(({ kind }, tryGpu) =>
              switchTo(() => replaceWebGpu(preference, environment, { kind, tryGpu })),
            ),
            emit,
          });
        });
      } catch (error) {
        // Only a backend that does not start gets here: steps report their own failures.
        emit({ runId, type: 'run-finished', status: 'failed', ms: 0, problem: notStarted(error) });
        return 'failed';
      } finally {
        running.delete(runId);
      }
    },

    async cancel(runId) {
      running.get(runId)?.cancel.abort();
    },

    async pause(runId) {
      running.get(runId)?.pause.abort();
    },

    async unfinished(keys) {
      const found = await Promise.all(
        keys.map(async (key): Promise<UnfinishedTraining[]> => {
          const checkpoint = await checkpoints(key)
            .load()
            .catch(() => undefined);
          if (!checkpoint) return [];
          const { epoch, batch, epochs, history } = checkpoint;
          return [{ key, epoch, batch, epochs, history }];
        }),
      );
      return found.flat();
    },

    predict: (fitKey, image) =>
      inTurn(() =>
        outcome('engine/predict', async () => {
          await revive();
          const picture = image instanceof Blob ? await decode(image) : image;
          return predictors.predict(fitKey, picture);
        }),
      ),

    ...explainingApi({ platform, predictors, networkOf, featuresOf, inTurn, ready: revive }),

    trained: async () => (backend ? networks.keys(backend) : []),

    ...datasetApi(platform),
    ...bundleApi(platform),
    ...modelApi({ platform, networkOf, inTurn }),
    ...readingApi(platform),
    ...storageApi({ platform, memory: store, content: platform.files && content, backend: () => backend }),
    ...measuringApi({ platform, backend: () => backend, inTurn }),
  };

  async function decode(blob: Blob): Promise<Picture> {
    return platform.decode(new Uint8Array(await blob.arrayBuffer()));
  }
}

const fitKeys = (plan: Plan): readonly string[] =>
  plan.steps.flatMap((step) => (step.op === 'fit' ? [step.key] : []));

const notStarted = (error: unknown): Problem => ({
  code: 'run/backend',
  severity: 'error',
  message: error instanceof Error ? error.message : String(error),
  hint: 'Choose another backend in the toolbar.',
});
