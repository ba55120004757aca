import * as tf from '@tensorflow/tfjs';
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import wasmSimdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import wasmThreadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { platformGpu, startBackend } from '../../../src/engine/backend/select';
import type { Gpu } from '../../../src/engine/backend/webgpu';
import type { BackendName } from '../../../src/engine/events';
import { gradientsCase } from '../../conformance/gradients-case';
import { runTinyGraph } from '../../conformance/tiny-graph';

interface Asked {
  readonly backend: BackendName | 'auto';
  readonly idle: boolean;
}

/** Looks like a real graphics card, takes every command, and computes nothing: all results are zeros. */
const idleGpu = (gpu: Gpu | undefined): Gpu => ({
  async requestAdapter() {
    const adapter = await gpu?.requestAdapter();
    const open = adapter?.requestDevice?.bind(adapter);
    if (!adapter || !open) return null;
    return {
      limits: adapter.limits,
      features: adapter.features,
      info: { vendor: 'nvidia', architecture: 'ampere' },
      async requestDevice(descriptor) {
        const device = await open(descriptor);
        (device as unknown as GPUDevice).queue.submit = () => undefined;
        return device;
      },
    };
  },
});

addEventListener('message', async ({ data: { backend: asked, idle } }: MessageEvent<Asked>) => {
  try {
    const wasmPaths = {
      'tfjs-backend-wasm.wasm': wasmUrl,
      'tfjs-backend-wasm-simd.wasm': wasmSimdUrl,
      'tfjs-backend-wasm-threaded-simd.wasm': wasmThreadedUrl,
    };
    const backend = await startBackend(asked, {
      wasmPaths,
      gpu: idle ? idleGpu(platformGpu()) : platformGpu(),
    });
    const graph = await runTinyGraph(backend, () => performance.now());
    postMessage({ backend, numbers: { ...(await gradientsCase(tf)), ...graph } });
  } catch (error) {
    postMessage({ error: String(error) });
  }
});
