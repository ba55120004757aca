import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type InlineConfig, preview } from 'vite';

export interface ServedApp {
  readonly url: string;
  close(): Promise<void>;
}

/** Builds the application as it is now into a new folder and serves that on a free port; or another page, by its configuration. */
export async function serveApp(config: InlineConfig = {}): Promise<ServedApp> {
  const folder = await mkdtemp(join(tmpdir(), 'graft-build-'));
  const outDir = join(folder, 'dist');
  const shared = { ...config, logLevel: 'error', build: { ...config.build, outDir } } as const;
  await build(shared);
  const server = await preview({ ...shared, preview: { port: 0 } });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('The preview server has no address.');
  return {
    url,
    async close() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
