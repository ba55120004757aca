import type { DatasetIndex } from '../../../plan/catalog';
import type { DatasetStore } from '../../platform/platform';
import { blockAccess } from './block-access';
import { folderFiles } from './folder-handle';
import { asImportError, importFiles } from './import-files';
import { importZipArchive } from './import-zip';
import { blobAccess, type Imported, type ImportFile } from './source';

/** What the user brought: a file, or a folder to be walked through here. */
export type DroppedItem =
  | { readonly path: string; readonly blob: Blob }
  | { readonly path: string; readonly folder: FileSystemDirectoryHandle };

/** Stores a folder's files, or one zip, or captured pictures, as a dataset. Never throws. */
export async function importDropped(
  store: DatasetStore,
  name: string,
  items: readonly DroppedItem[],
  onProgress: (done: number, total: number) => void,
): Promise<Imported<DatasetIndex>> {
  try {
    const writer = await store.create();
    const zip = await zipAmong(items);
    const imported = zip
      ? await importZipArchive(name, blockAccess(blobAccess(zip)), { writer, onProgress })
      : await importFiles(name, (await Promise.all(items.map(toFiles))).flat(), { writer, onProgress });
    return imported.ok ? { ok: true, value: imported.value.index } : imported;
  } catch (error) {
    return { ok: false, problems: [asImportError(error).problem] };
  }
}

async function toFiles(item: DroppedItem): Promise<readonly ImportFile[]> {
  if ('folder' in item) return folderFiles(item.folder, item.path);
  const { path, blob } = item;
  return [{ path, size: blob.size, read: async () => new Uint8Array(await blob.arrayBuffer()) }];
}

/** The only item, if it is a zip: that begins with `PK`, whatever it is called. */
async function zipAmong([item, ...others]: readonly DroppedItem[]): Promise<Blob | undefined> {
  if (!item || !('blob' in item) || others.length > 0) return undefined;
  const [p, k] = new Uint8Array(await item.blob.slice(0, 2).arrayBuffer());
  return p === 0x50 && k === 0x4b ? item.blob : undefined;
}
