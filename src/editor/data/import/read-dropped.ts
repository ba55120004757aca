import type { DroppedItem } from '../../../worker/api';
import { t } from '../../language/t';

export interface Dropped {
  /** What was dropped, for people: the folder's or the zip's name. */
  readonly name: string;
  readonly items: readonly DroppedItem[];
}

/** Not in every browser, hence not in TypeScript's libraries. */
type HandleItem = DataTransferItem & {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null>;
};
type PickingWindow = Window & {
  showDirectoryPicker?(): Promise<FileSystemDirectoryHandle>;
};

/** All of a drop. Must be called within the drop event: afterwards the browser has emptied the list. */
export async function readDropped(transfer: DataTransfer): Promise<Dropped> {
  const items = [...transfer.items].filter((item) => item.kind === 'file');
  const reading = items.map(readItem);
  const found = (await Promise.all(reading)).flat();
  const only = items.length === 1 ? found[0]?.path.split('/')[0] : undefined;
  return { name: withoutEnding(only ?? t('Dropped images')), items: found };
}

/**
 * A folder goes to the engine as it is, where the browser can do that: to find thousands of files here
 * would freeze the page. Everything of the item is asked for at once, before the first wait.
 */
async function readItem(item: HandleItem): Promise<readonly DroppedItem[]> {
  const entry = item.webkitGetAsEntry();
  if (!entry?.isDirectory) {
    const blob = item.getAsFile();
    return blob ? [{ path: blob.name, blob }] : [];
  }
  const handle = await item.getAsFileSystemHandle?.().catch(() => null);
  if (handle) return [{ path: handle.name, folder: handle as FileSystemDirectoryHandle }];
  return walk(entry, entry.name);
}

async function walk(entry: FileSystemEntry, path: string): Promise<DroppedItem[]> {
  if (entry.isFile) {
    const blob = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    return [{ path, blob }];
  }
  const found: DroppedItem[] = [];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A directory is read in portions; an empty one says that it ends.
  for (;;) {
    const portion = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (portion.length === 0) return found;
    found.push(...(await Promise.all(portion.map((child) => walk(child, `${path}/${child.name}`)))).flat());
  }
}

/** What a file picker gave: single files, or a folder's with their paths in it. */
export function readPicked(list: FileList): Dropped {
  const items = [...list].map((file) => ({ path: file.webkitRelativePath || file.name, blob: file }));
  const first = items[0]?.path ?? '';
  return { name: withoutEnding(first.split('/')[0] ?? t('Images')), items };
}

/** Whether the browser has a picker of folders that does not look at every file in them. */
export const canPickFolder = (): boolean =>
  typeof (window as PickingWindow).showDirectoryPicker === 'function';

/** Lets the user choose a folder; `undefined` when they change their mind. */
export async function pickFolder(): Promise<Dropped | undefined> {
  try {
    const folder = await (window as PickingWindow).showDirectoryPicker?.();
    return folder && { name: folder.name, items: [{ path: folder.name, folder }] };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw error;
  }
}

const withoutEnding = (name: string): string => name.replace(/\.zip$/i, '');
