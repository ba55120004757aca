import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { graftModels } from './scripts/vite-models';

/** With these the page is cross-origin isolated, and WASM gets threads. */
const isolation = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

export default defineConfig({
  plugins: [react(), graftModels()],
  server: { port: 5173, headers: isolation },
  preview: { port: 4173, headers: isolation },
  worker: { format: 'es' },
  build: { target: 'es2023', chunkSizeWarningLimit: 1200 },
  // Found late (only the lazily started worker imports it), it would make the server reload the page.
  optimizeDeps: {
    include: [
      'comlink',
      '@tensorflow/tfjs',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-webgpu',
    ],
  },
});
