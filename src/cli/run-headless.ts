import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { platformGpu, startBackend } from '../engine/backend/select';
import type { BackendName, RunEvent } from '../engine/events';
import { nodePlatform } from '../engine/platform/node';
import type { StoredDataset } from '../engine/platform/platform';
import { memoryCheckpoints } from '../engine/run/memory-checkpoints';
import { runPlan } from '../engine/run/run';
import { createResultStore } from '../engine/run/store';
import { storedCheckpoints } from '../engine/store/checkpoints';
import { createContentStore } from '../engine/store/content-store';
import type { Plan } from '../plan/plan';
import { offerWebGpu } from './webgpu';

export interface HeadlessOptions {
  readonly preference: BackendName | 'auto';
  readonly cacheDir: string | undefined;
}

const PUBLIC_DIR = join(dirname(fileURLToPath(import.meta.url)), '../../public');
const STORE_BYTES = 2 * 2 ** 30;

/** On a disk, results of many runs have room. */
const CACHE_BYTES = 8 * 2 ** 30;

/**
 * Runs a plan in this process and returns its events. Ctrl-C cancels within one batch. Results are kept
 * in `cacheDir` for the next run; without it, nothing is.
 */
export async function runHeadless(
  plan: Plan,
  datasets: ReadonlyMap<string, StoredDataset>,
  { preference, cacheDir }: HeadlessOptions,
  onEvent: (event: RunEvent) => void,
): Promise<readonly RunEvent[]> {
  if (preference === 'webgpu') await offerWebGpu();
  // Without a working driver package there is simply no GPU to choose.
  if (preference === 'auto' && mayHaveGpu()) await offerWebGpu().catch(() => undefined);
  const backend = await startBackend(preference, { wasmPaths: wasmFolder(), gpu: platformGpu() });
  const platform = nodePlatform({ publicDir: PUBLIC_DIR, datasets, cacheDir });
  const content = platform.files && createContentStore(platform.files, { budgetBytes: CACHE_BYTES });
  const controller = new AbortController();
  const stop = () => controller.abort();
  process.once('SIGINT', stop);
  const events: RunEvent[] = [];
  try {
    await runPlan({
      runId: 'headless',
      plan,
      platform,
      backend,
      store: createResultStore(STORE_BYTES),
      content,
      signal: controller.signal,
      pause: new AbortController().signal,
      checkpoints: content ? storedCheckpoints(content) : memoryCheckpoints(),
      emit(event) {
        events.push(event);
        onEvent(event);
      },
    });
  } finally {
    process.off('SIGINT', stop);
  }
  return events;
}

/** The folder of the WASM binaries, with the slash that tfjs expects. */
const wasmFolder = (): string =>
  `${dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`;

/** Asking the driver where there is no device would only fill the terminal with its warnings. */
const mayHaveGpu = (): boolean =>
  process.platform !== 'linux' || existsSync('/dev/dri') || existsSync('/dev/nvidia0');
