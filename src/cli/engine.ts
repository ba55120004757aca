import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BackendGuard, createBackendGuard } from '../engine/backend/guard';
import { platformGpu, replaceWebGpu, startBackend } from '../engine/backend/select';
import type { BackendInfo, BackendName } from '../engine/events';
import { nodePlatform } from '../engine/platform/node';
import type { Platform, StoredDataset } from '../engine/platform/platform';
import { type ContentStore, createContentStore } from '../engine/store/content-store';
import { offerWebGpu } from './webgpu';

export interface HeadlessOptions {
  readonly preference: BackendName | 'auto';
  /** Where results are kept for the next run; without it, nothing is. */
  readonly cacheDir: string | undefined;
  /** The folder of the user's own models. */
  readonly modelsDir: string;
}

/** What runs a plan in this process, or measures how long it would take. */
export interface HeadlessEngine {
  readonly backend: BackendInfo;
  readonly platform: Platform;
  readonly content?: ContentStore;
  /** Finds another backend when a graphics card fails. */
  readonly guard?: BackendGuard;
}

const PUBLIC_DIR = join(dirname(fileURLToPath(import.meta.url)), '../../public');
/** On a disk, results of many runs have room. */
const CACHE_BYTES = 8 * 2 ** 30;

/** Starts a backend. `datasets` are the user's own, by id. */
export async function openEngine(
  datasets: ReadonlyMap<string, StoredDataset>,
  { preference, cacheDir, modelsDir }: HeadlessOptions,
): Promise<HeadlessEngine> {
  if (preference === 'webgpu') await offerWebGpu();
  // Without a working driver package there is simply no GPU to choose.
  if (preference === 'auto' && mayHaveGpu()) await offerWebGpu().catch(() => undefined);
  const environment = { wasmPaths: wasmFolder(), gpu: platformGpu() };
  const backend = await startBackend(preference, environment);
  const platform = nodePlatform({ publicDir: PUBLIC_DIR, datasets, cacheDir, modelsDir });
  const content = platform.files && createContentStore(platform.files, { budgetBytes: CACHE_BYTES });
  const guard = createBackendGuard(({ kind }, tryGpu) =>
    replaceWebGpu(preference, environment, { kind, tryGpu }),
  );
  return { backend, platform, content, guard };
}

/** The folder of the WASM binaries, with the slash that tfjs expects. */
const wasmFolder = (): string =>
  `${dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'))}/`;

/** Asking the driver where there is no device would only fill the terminal with its warnings. */
const mayHaveGpu = (): boolean =>
  process.platform !== 'linux' || existsSync('/dev/dri') || existsSync('/dev/nvidia0');
