import * as tf from '@tensorflow/tfjs';
import { type DeviceAdapter, openDevice, type WatchedDevice } from './gpu-device';
import { type AdapterInfo, adapterName, isSoftwareAdapter } from './software-adapter';

interface Adapter extends DeviceAdapter {
  readonly info?: AdapterInfo;
  readonly isFallbackAdapter?: boolean;
}

/** The part of `navigator.gpu` that is asked here. */
export interface Gpu {
  requestAdapter(options?: { powerPreference?: 'high-performance' }): Promise<Adapter | null>;
}

export type FoundGpu =
  | { readonly found: false; readonly why: string }
  | { readonly found: true; readonly adapter: Adapter; readonly name: string; readonly software: boolean };

/** Looks for a GPU without starting anything. Never throws. */
export async function findGpu(gpu: Gpu | undefined): Promise<FoundGpu> {
  if (!gpu) return { found: false, why: 'WebGPU is not available here' };
  try {
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (!adapter) return { found: false, why: 'no GPU was found' };
    // Older browsers have the flag on the adapter, newer ones in its info.
    const info = { ...plain(adapter.info), ...(adapter.isFallbackAdapter && { isFallbackAdapter: true }) };
    return { found: true, adapter, name: adapterName(info), software: isSoftwareAdapter(info) };
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

let opened: WatchedDevice | undefined;

/** The device that tfjs computes on, while WebGPU is the backend in use. */
export const deviceInUse = (): WatchedDevice | undefined =>
  tf.getBackend() === 'webgpu' ? opened : undefined;

/**
 * Starts the WebGPU backend on this adapter's device, or switches to the one that is open and well.
 * Throws when it cannot, also when its shaders do not compute what they should.
 */
export async function startWebGpu(adapter: Adapter): Promise<void> {
  const { WebGPUBackend } = await import('@tensorflow/tfjs-backend-webgpu');
  if (opened?.failure()) discard();
  const watched = opened ?? (await openDevice(adapter));
  const isNew = watched !== opened;
  if (isNew) {
    // The package registers a factory that opens a device of its own, which nobody could watch.
    if (tf.engine().findBackendFactory('webgpu')) tf.removeBackend('webgpu');
    type Parameters = ConstructorParameters<typeof WebGPUBackend>;
    const device = watched.device as unknown as Parameters[0];
    tf.registerBackend('webgpu', () => new WebGPUBackend(device, adapter.info as Parameters[1]), 3);
    opened = watched;
  }
  if (!(await tf.setBackend('webgpu'))) throw new Error('The WebGPU device could not be opened.');
  await tf.ready();
  if (isNew) await prove(watched);
}

/** A shader beyond the adapter's limits fails silently: better found out here than in mid-training. */
async function prove(watched: WatchedDevice): Promise<void> {
  const [side, kernel, depth] = [8, 3, 4];
  const sum = tf.tidy(() => {
    const map = tf.conv2d(
      tf.ones<tf.Rank.R4>([1, side, side, depth]),
      tf.ones<tf.Rank.R4>([kernel, kernel, depth, depth]),
      1,
      'valid',
    );
    return tf.matMul(map.reshape([-1, depth]), tf.ones([depth, depth])).sum();
  });
  const positions = (side - kernel + 1) ** 2;
  try {
    const [computed] = await sum.data<'float32'>().finally(() => sum.dispose());
    await watched.settle();
    const failure = watched.failure();
    if (failure) throw new Error(failure.message);
    if (computed !== positions * kernel ** 2 * depth ** 3) throw new Error('it computes wrong numbers');
  } catch (error) {
    discard();
    throw error;
  }
}

/** tfjs keeps a backend whose device is gone, and disposing of it may throw. */
function discard(): void {
  const gone = opened;
  opened = undefined;
  try {
    tf.removeBackend('webgpu');
  } catch {
    delete tf.engine().registry.webgpu;
    tf.removeBackend('webgpu');
  }
  gone?.device.destroy();
}
