import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { graftModels } from './scripts/vite-models.ts';
import { graftOffline } from './scripts/vite-offline.ts';
import { graftSecurity, isolation, securityHeaders } from './scripts/vite-security.ts';

const GUARDED = 'if(typeof _scriptDir !== "undefined" && _scriptDir){scriptDirectory=_scriptDir}';

/**
 * The WASM backend starts its threads from the text of one of its own functions. That text names a
 * variable outside of it behind a `typeof` guard; a minifier sees the variable, drops the guard, and
 * every thread dies of a ReferenceError. Nothing needs the assignment: tfjs says where its files are.
 */
function portableThreads(): Plugin {
  return {
    name: 'graft-portable-threads',
    transform(code, id) {
      if (!id.includes('tfjs-backend-wasm-threaded-simd.js')) return undefined;
      if (!code.includes(GUARDED)) this.error('The WASM backend has changed: is this plugin still needed?');
      return { code: code.replace(GUARDED, ''), map: null };
    },
  };
}

/** What tfjs brings along and nothing here uses: a fifth of what the engine has to read before it can begin. */
const LEFT_OUT = fileURLToPath(new URL('src/engine/platform/left-out.ts', import.meta.url));

export default defineConfig({
  resolve: { alias: { '@tensorflow/tfjs-backend-webgl': LEFT_OUT, '@tensorflow/tfjs-data': LEFT_OUT } },
  plugins: [react(), graftModels(), graftSecurity(), graftOffline()],
  server: { port: 5173, headers: isolation },
  preview: { port: 4173, headers: securityHeaders },
  worker: { format: 'es', plugins: () => [portableThreads()] },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      // One file for what the first paint needs: shared out over many, it compresses a tenth worse.
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
    },
  },
  // Found late (only the lazily started worker imports it), it would make the server reload the page.
  optimizeDeps: {
    include: [
      'comlink',
      'd3-scale-chromatic',
      'd3-selection',
      'd3-zoom',
      '@tensorflow/tfjs',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-webgpu',
      '@noble/hashes/sha2.js',
      '@noble/hashes/utils.js',
      'fflate',
      'h5wasm',
      'idb',
      'ml-matrix',
      'pure-rand/distribution/uniformFloat64',
      'pure-rand/distribution/uniformInt',
      'pure-rand/generator/xoroshiro128plus',
      'umap-js',
      'zod',
    ],
  },
});
