import * as tf from '@tensorflow/tfjs';
import { type AdapterInfo, adapterName, isSoftwareAdapter } from './software-adapter';

interface Adapter {
  readonly info?: AdapterInfo;
  readonly isFallbackAdapter?: boolean;
}

/** The part of `navigator.gpu` that is asked here. */
export interface Gpu {
  requestAdapter(options?: { powerPreference?: 'high-performance' }): Promise<Adapter | null>;
}

export type FoundGpu =
  | { readonly found: false; readonly why: string }
  | { readonly found: true; readonly name: string; readonly software: boolean };

/** Looks for a GPU without starting anything. Never throws. */
export async function findGpu(gpu: Gpu | undefined): Promise<FoundGpu> {
  if (!gpu) return { found: false, why: 'WebGPU is not available here' };
  try {
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return { found: false, why: 'no GPU was found' };
    // Older browsers have the flag on the adapter, newer ones in its info.
    const info = { ...plain(adapter.info), ...(adapter.isFallbackAdapter && { isFallbackAdapter: true }) };
    return { found: true, name: adapterName(info), software: isSoftwareAdapter(info) };
  } catch (error) {
    return {
      found: false,
      why: `the GPU did not answer (${error instanceof Error ? error.message : error})`,
    };
  }
}

/** `GPUAdapterInfo` keeps its values in getters, which a spread would lose. */
const plain = (info: AdapterInfo = {}): AdapterInfo => ({
  vendor: info.vendor,
  architecture: info.architecture,
  device: info.device,
  description: info.description,
  isFallbackAdapter: info.isFallbackAdapter,
});

/** Starts the WebGPU backend; throws when it cannot. */
export async function startWebGpu(): Promise<void> {
  await import('@tensorflow/tfjs-backend-webgpu');
  if (!(await tf.setBackend('webgpu'))) throw new Error('The WebGPU device could not be opened.');
  await tf.ready();
}
