import { type FileHandle, open, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { asImportError, type ImportedFiles, importFiles } from '../data/import/import-files';
import { importZipArchive } from '../data/import/import-zip';
import type { Imported, ImportFile, RandomAccess } from '../data/import/source';
import type { StoredDataset } from './platform';

type Progress = (done: number, total: number) => void;

/** A folder of images as a dataset. The files stay where they are and are read when needed. */
export async function importFolder(path: string, onProgress?: Progress): Promise<Imported<StoredDataset>> {
  try {
    const files = await listFolder(path);
    return readInPlace(await importFiles(basename(resolve(path)), files, { onProgress }));
  } catch (error) {
    return { ok: false, problems: [asImportError(error).problem] };
  }
}

/** A zip of images as a dataset; images are unpacked one by one when needed. */
export async function importZip(path: string, onProgress?: Progress): Promise<Imported<StoredDataset>> {
  try {
    const zip = await fileAccess(path);
    const name = basename(path).replace(/\.zip$/i, '');
    return readInPlace(await importZipArchive(name, zip, { onProgress }));
  } catch (error) {
    return { ok: false, problems: [asImportError(error).problem] };
  }
}

function readInPlace(imported: Imported<ImportedFiles>): Imported<StoredDataset> {
  if (!imported.ok) return imported;
  const { index, files } = imported.value;
  return {
    ok: true,
    value: {
      index,
      async read({ id }) {
        const file = files.get(id);
        if (!file) throw new Error(`The dataset "${index.name}" has no sample "${id}".`);
        return file.read();
      },
    },
  };
}

/**
 * All files and folders below `root`, links followed; a folder's path ends in `/`. A folder that a link
 * leads to a second time is not entered again. What cannot be looked at is left to fail when it is read.
 */
async function listFolder(root: string): Promise<ImportFile[]> {
  const found: ImportFile[] = [];
  const entered = new Set<string>();
  const visit = async (relative: string): Promise<void> => {
    const folder = await realpath(join(root, relative));
    if (entered.has(folder)) return;
    entered.add(folder);
    const names = (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
    for (const name of names) {
      const path = relative + name;
      const about = await stat(join(folder, name)).catch(() => undefined);
      if (about?.isDirectory()) {
        found.push({ path: `${path}/`, read: async () => new Uint8Array() });
        await visit(`${path}/`);
      } else if (!about || about.isFile()) {
        const read = async () => new Uint8Array(await readFile(join(root, path)));
        found.push({ path, size: about?.size, read });
      }
    }
  };
  await visit('');
  return found;
}

/** The file is opened for each piece, so that nothing has to be closed in the end. */
async function fileAccess(path: string): Promise<RandomAccess> {
  const { size } = await stat(path);
  return {
    size,
    async read(offset, length) {
      if (offset < 0 || offset + length > size) throw new RangeError(`${path} ends too early.`);
      const file: FileHandle = await open(path);
      try {
        const bytes = new Uint8Array(length);
        const { bytesRead } = await file.read(bytes, 0, length, offset);
        if (bytesRead !== length) throw new RangeError(`${path} ends too early.`);
        return bytes;
      } finally {
        await file.close();
      }
    },
  };
}
