import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { type ServedApp, serveApp } from '../photos/served-app';

/** Builds the page that holds nothing but React Flow and serves it on a free port. */
export const serveBare = (): Promise<ServedApp> =>
  serveApp({
    configFile: false,
    root: fileURLToPath(new URL('./bare', import.meta.url)),
    plugins: [react()],
    build: { target: 'es2023' },
  });
