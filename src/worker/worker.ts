import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import wasmSimdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import wasmThreadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import * as Comlink from 'comlink';
import { browserPlatform } from '../engine/platform/browser';
import { createEngineHost } from './engine-host';
import { holdLife } from './life';

holdLife(globalThis as unknown as DedicatedWorkerGlobalScope);

Comlink.expose(
  createEngineHost(browserPlatform({ baseUrl: import.meta.env.BASE_URL }), {
    'tfjs-backend-wasm.wasm': wasmUrl,
    'tfjs-backend-wasm-simd.wasm': wasmSimdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': wasmThreadedUrl,
  }),
);
