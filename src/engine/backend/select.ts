import * as tf from '@tensorflow/tfjs';
import type { BackendInfo, BackendName } from '../events';
import type { GpuFailure } from './gpu-device';
import { registerGradients } from './gradients/register';
import { startWasm, type WasmPaths } from './wasm';
import { type FoundGpu, findGpu, type Gpu, startWebGpu } from './webgpu';

export interface BackendEnvironment {
  /** Where the WASM binaries are: addresses in the browser, a folder in Node. */
  readonly wasmPaths: WasmPaths;
  /** `navigator.gpu`, where there is one. */
  readonly gpu?: Gpu;
}

/** The platform's `navigator.gpu`, or `undefined`. */
export function platformGpu(): Gpu | undefined {
  const { navigator } = globalThis as { navigator?: { gpu?: Gpu } };
  return navigator?.gpu;
}

/**
 * Starts a backend, or switches to it. `auto` takes a real GPU, else WASM, else plain JavaScript: a
 * software renderer is slower than WASM by far. Throws an Error for people when a backend that was
 * asked for by name cannot run.
 */
export async function startBackend(
  preference: BackendName | 'auto',
  environment: BackendEnvironment,
): Promise<BackendInfo> {
  registerGradients();
  silenceAdvice();
  const asked = 'It was asked for.';
  switch (preference) {
    case 'webgpu':
      return forced('WebGPU', () => webGpu(environment, asked));
    case 'wasm':
      return forced('WASM', () => wasm(environment, asked));
    case 'cpu':
      return cpu(asked);
    case 'auto':
      return automatic(environment);
  }
}

async function automatic(environment: BackendEnvironment): Promise<BackendInfo> {
  const gpu = await findGpu(environment.gpu);
  let whyNoGpu = reasonAgainst(gpu);
  if (whyNoGpu === undefined) {
    try {
      return await webGpu(environment, 'A GPU was found.');
    } catch (error) {
      whyNoGpu = messageOf(error);
    }
  }
  return withoutGpu(environment, `WebGPU is not used: ${whyNoGpu}.`);
}

async function withoutGpu(environment: BackendEnvironment, reason: string): Promise<BackendInfo> {
  try {
    return await wasm(environment, reason);
  } catch (error) {
    return cpu(`${reason} WASM did not start: ${messageOf(error)}`);
  }
}

/**
 * Starts a backend in place of a WebGPU device that failed: a new device where one was lost and the
 * preference allows it, else WASM or plain JavaScript. Throws when none starts.
 */
export async function replaceWebGpu(
  preference: BackendName | 'auto',
  environment: BackendEnvironment,
  { kind, tryGpu }: { readonly kind: GpuFailure['kind']; readonly tryGpu: boolean },
): Promise<BackendInfo> {
  // What a device refused, another of the same adapter would refuse as well.
  if (kind === 'lost' && tryGpu) {
    try {
      return await startBackend(preference, environment);
    } catch {
      // A driver that has just failed may offer nothing for a while.
    }
  }
  const what = kind === 'lost' ? 'the graphics card was lost' : 'the graphics card refused a computation';
  return withoutGpu(environment, `WebGPU is not used any more: ${what}.`);
}

/** `undefined` when nothing speaks against the GPU. */
function reasonAgainst(gpu: FoundGpu): string | undefined {
  if (!gpu.found) return gpu.why;
  return gpu.software ? `${gpu.name} is a software renderer, which is slower than WASM` : undefined;
}

async function webGpu(environment: BackendEnvironment, reason: string): Promise<BackendInfo> {
  const gpu = await findGpu(environment.gpu);
  if (!gpu.found) throw new Error(gpu.why);
  await startWebGpu(gpu.adapter);
  const kind = gpu.software ? ' (software)' : '';
  return { name: 'webgpu', label: `WebGPU · ${gpu.name}${kind}`, threads: 1, reason };
}

async function wasm({ wasmPaths }: BackendEnvironment, reason: string): Promise<BackendInfo> {
  const { threads, simd } = await startWasm(wasmPaths);
  const parts = ['WASM', ...(simd ? ['SIMD'] : []), threads === 1 ? '1 thread' : `${threads} threads`];
  return { name: 'wasm', label: parts.join(' · '), threads, reason };
}

async function cpu(reason: string): Promise<BackendInfo> {
  await tf.setBackend('cpu');
  await tf.ready();
  return { name: 'cpu', label: 'CPU · plain JavaScript', threads: 1, reason };
}

async function forced(label: string, start: () => Promise<BackendInfo>): Promise<BackendInfo> {
  try {
    return await start();
  } catch (error) {
    throw new Error(`${label} cannot run on this machine: ${messageOf(error)}. Choose another backend.`, {
      cause: error,
    });
  }
}

const messageOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');

/** In Node the cpu backend prints advice to install another package at its first use. */
function silenceAdvice(): void {
  const backend: object | null = tf.findBackend('cpu');
  if (backend) Reflect.set(backend, 'firstUse', false);
}
