import * as tf from '@tensorflow/tfjs';
import { getThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { registerWasmTraining } from './wasm-kernels/register';

/** The three builds of the backend: plain, with SIMD, with SIMD and threads. */
export type WasmBinary =
  | 'tfjs-backend-wasm.wasm'
  | 'tfjs-backend-wasm-simd.wasm'
  | 'tfjs-backend-wasm-threaded-simd.wasm';

/** The folder that holds them (ends with a slash), or the address of each. */
export type WasmPaths = string | Readonly<Record<WasmBinary, string>>;

export interface StartedWasm {
  readonly threads: number;
  readonly simd: boolean;
}

/** Starts the WASM backend with the kernels that training needs. Throws when it cannot. */
export async function startWasm(paths: WasmPaths): Promise<StartedWasm> {
  registerWasmTraining();
  // The paths count only before the first start.
  if (!tf.engine().registry.wasm) setWasmPaths(paths);
  if (!hasCoresForThreads()) tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  if (!(await tf.setBackend('wasm'))) throw new Error('WebAssembly could not be started.');
  await tf.ready();
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  return { threads: Math.max(1, getThreadsCount()), simd: simd === true };
}

/** The library computes on half of the cores. Where that is one, its build with threads would start eight that stay idle. */
function hasCoresForThreads(): boolean {
  const { navigator } = globalThis as { navigator?: { hardwareConcurrency?: number } };
  return (navigator?.hardwareConcurrency ?? 1) >= 4;
}
