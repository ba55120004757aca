import * as tf from '@tensorflow/tfjs';
import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import wasmSimdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import wasmThreadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { platformGpu, startBackend } from '../../../src/engine/backend/select';
import type { BackendName } from '../../../src/engine/events';
import { gradientsCase } from '../../conformance/gradients-case';
import { runTinyGraph } from '../../conformance/tiny-graph';

addEventListener('message', async ({ data }: MessageEvent<BackendName>) => {
  try {
    const wasmPaths = {
      'tfjs-backend-wasm.wasm': wasmUrl,
      'tfjs-backend-wasm-simd.wasm': wasmSimdUrl,
      'tfjs-backend-wasm-threaded-simd.wasm': wasmThreadedUrl,
    };
    const backend = await startBackend(data, { wasmPaths, gpu: platformGpu() });
    const graph = await runTinyGraph(backend, () => performance.now());
    postMessage({ backend, numbers: { ...(await gradientsCase(tf)), ...graph } });
  } catch (error) {
    postMessage({ error: String(error) });
  }
});
