import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import type { ServedApp } from '../photos/served-app';

/** Builds the page that holds nothing but React Flow and serves it on a free port. */
export async function serveBare(): Promise<ServedApp> {
  const outDir = join(await mkdtemp(join(tmpdir(), 'graft-bare-')), 'dist');
  const root = fileURLToPath(new URL('./bare', import.meta.url));
  const shared = { configFile: false, root, logLevel: 'error' } as const;
  await build({ ...shared, plugins: [react()], build: { outDir, target: 'es2023' } });
  const server = await preview({ ...shared, build: { outDir }, preview: { port: 0 } });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('The preview server has no address.');
  return {
    url,
    async close() {
      await server.close();
      await rm(join(outDir, '..'), { recursive: true, force: true });
    },
  };
}
