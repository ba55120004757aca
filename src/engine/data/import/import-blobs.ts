import type { DatasetIndex } from '../../../plan/catalog';
import type { DatasetStore } from '../../platform/platform';
import { blockAccess } from './block-access';
import { asImportError, importFiles } from './import-files';
import { importZipArchive } from './import-zip';
import { blobAccess, type Imported } from './source';

interface NamedBlob {
  readonly path: string;
  readonly blob: Blob;
}

/** Stores a folder's files, or one zip, or captured pictures, as a dataset. Never throws. */
export async function importBlobs(
  store: DatasetStore,
  name: string,
  blobs: readonly NamedBlob[],
  onProgress: (done: number, total: number) => void,
): Promise<Imported<DatasetIndex>> {
  try {
    const writer = await store.create();
    const [first] = blobs;
    const isZip = blobs.length === 1 && first !== undefined && (await startsLikeZip(first.blob));
    const imported = isZip
      ? await importZipArchive(name, blockAccess(blobAccess(first.blob)), { writer, onProgress })
      : await importFiles(name, blobs.map(toFile), { writer, onProgress });
    return imported.ok ? { ok: true, value: imported.value.index } : imported;
  } catch (error) {
    return { ok: false, problems: [asImportError(error).problem] };
  }
}

const toFile = ({ path, blob }: NamedBlob) => ({
  path,
  size: blob.size,
  read: async () => new Uint8Array(await blob.arrayBuffer()),
});

/** A zip begins with `PK`, whatever it is called. */
async function startsLikeZip(blob: Blob): Promise<boolean> {
  const [p, k] = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  return p === 0x50 && k === 0x4b;
}
