import { blockAccess } from '../engine/data/import/block-access';
import { asImportError } from '../engine/data/import/import-files';
import { blobAccess } from '../engine/data/import/source';
import { importBundle } from '../engine/graph-bundle/import-bundle';
import { openBundle } from '../engine/graph-bundle/open-bundle';
import { writeBundle } from '../engine/graph-bundle/write-bundle';
import type { browserPlatform } from '../engine/platform/browser';
import type { EngineApi, Outcome } from './api';
import { outcome } from './outcome';

/** So much is collected before it is given to the browser, which keeps large blobs on the disk. */
const PORTION_BYTES = 32_000_000;

/** What the interface asks about bundles. */
export function bundleApi(
  platform: ReturnType<typeof browserPlatform>,
): Pick<EngineApi, 'exportBundle' | 'inspectBundle' | 'importBundle'> {
  const open = (file: Blob) => openBundle(blockAccess(blobAccess(file)));

  return {
    exportBundle: ({ graph, datasets, models }, onProgress) =>
      outcome('bundle/export', async () => {
        const found = await Promise.all(datasets.map((id) => platform.store.get(id)));
        const kept = await Promise.all(models.map((id) => platform.models.get(id)));
        const blobs: Blob[] = [];
        let parts: Uint8Array<ArrayBuffer>[] = [];
        let size = 0;
        const flush = () => {
          blobs.push(new Blob(parts));
          parts = [];
          size = 0;
        };
        await writeBundle(
          {
            graph,
            datasets: found.filter((dataset) => dataset !== undefined),
            models: kept.filter((model) => model !== undefined),
          },
          (bytes) => {
            parts.push(new Uint8Array(bytes));
            size += bytes.length;
            if (size >= PORTION_BYTES) flush();
          },
          onProgress,
        );
        flush();
        return new Blob(blobs, { type: 'application/zip' });
      }),

    inspectBundle: (file) =>
      withProblem(async () => {
        const { graph, manifest } = await open(file);
        return { graph, datasets: manifest.datasets, models: manifest.models };
      }),

    importBundle: (file, onProgress) =>
      withProblem(async () =>
        importBundle(await open(file), { datasets: platform.store, models: platform.models }, onProgress),
      ),
  };
}

/** As `outcome`, where what goes wrong says more than a message. */
async function withProblem<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, problems: [asImportError(error).problem] };
  }
}
