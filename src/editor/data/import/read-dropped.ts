import type { NamedBlob } from '../../../worker/api';

export interface Dropped {
  /** What was dropped, for people: the folder's or the zip's name. */
  readonly name: string;
  readonly files: readonly NamedBlob[];
}

/**
 * All files of a drop, folders walked through, in no particular order. Must be called within the drop
 * event: afterwards the browser has emptied the list.
 */
export async function readDropped(transfer: DataTransfer): Promise<Dropped> {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const entries = items.flatMap((item) => item.webkitGetAsEntry() ?? []);
  // Files that come from no disk, e.g. out of another program, have no entry.
  const loose = items.flatMap((item) => (item.webkitGetAsEntry() ? [] : (item.getAsFile() ?? [])));
  const files: NamedBlob[] = loose.map((blob) => ({ path: blob.name, blob }));
  await Promise.all(entries.map((entry) => walk(entry, entry.name, files)));
  const only = items.length === 1 ? (entries[0]?.name ?? loose[0]?.name) : undefined;
  return { name: withoutEnding(only ?? 'Dropped images'), files };
}

async function walk(entry: FileSystemEntry, path: string, files: NamedBlob[]): Promise<void> {
  if (entry.isFile) {
    const blob = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    files.push({ path, blob });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A directory is read in portions; an empty one says that it ends.
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (portion.length === 0) return;
    await Promise.all(portion.map((child) => walk(child, `${path}/${child.name}`, files)));
  }
}

/** What a file picker gave: single files, or a folder's with their paths in it. */
export function readPicked(list: FileList): Dropped {
  const files = [...list].map((file) => ({ path: file.webkitRelativePath || file.name, blob: file }));
  const first = files[0]?.path ?? '';
  return { name: withoutEnding(first.split('/')[0] ?? 'Images'), files };
}

const withoutEnding = (name: string): string => name.replace(/\.zip$/i, '');
