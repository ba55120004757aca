import { fileURLToPath } from 'node:url';
import { startBackend } from '../../../src/engine/backend/select';
import type { BackendInfo, BackendName } from '../../../src/engine/events';

/** Where Node finds the WASM binaries. */
export const WASM_FOLDER = fileURLToPath(
  new URL('../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url),
);

export const start = (name: BackendName): Promise<BackendInfo> =>
  startBackend(name, { wasmPaths: WASM_FOLDER });
