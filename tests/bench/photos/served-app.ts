import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, preview } from 'vite';

export interface ServedApp {
  readonly url: string;
  close(): Promise<void>;
}

/** Builds the application as it is now into a new folder and serves that on a free port. */
export async function serveApp(): Promise<ServedApp> {
  const outDir = join(await mkdtemp(join(tmpdir(), 'graft-build-')), 'dist');
  await build({ logLevel: 'error', build: { outDir } });
  const server = await preview({ logLevel: 'error', build: { outDir }, preview: { port: 0 } });
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
