import { type ImportFile, MAX_FILE_BYTES } from './source';

/** TypeScript's libraries do not say that a directory can be walked through. */
type IterableDirectory = FileSystemDirectoryHandle & {
  values(): AsyncIterable<FileSystemFileHandle | IterableDirectory>;
};

/** All files and folders below `folder`, itself included; a folder's path ends in `/`. */
export async function folderFiles(folder: FileSystemDirectoryHandle, path: string): Promise<ImportFile[]> {
  const found: ImportFile[] = [{ path: `${path}/`, read: async () => new Uint8Array() }];
  for await (const child of (folder as IterableDirectory).values()) {
    const inner = `${path}/${child.name}`;
    if (child.kind === 'directory') found.push(...(await folderFiles(child, inner)));
    else found.push({ path: inner, read: () => readFile(child) });
  }
  return found;
}

async function readFile(handle: FileSystemFileHandle): Promise<Uint8Array> {
  const file = await handle.getFile();
  // Its size is known only now: asking every file beforehand would take as long as reading it.
  if (file.size > MAX_FILE_BYTES) throw new Error(`it is larger than ${Math.round(MAX_FILE_BYTES / 1e6)} MB`);
  return new Uint8Array(await file.arrayBuffer());
}
