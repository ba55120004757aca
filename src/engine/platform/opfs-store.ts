import type { DatasetIndex } from '../../plan/catalog';
import type { DatasetStore, DatasetWriter, StoredDataset } from './platform';

/** What `<id>.json` holds: the dataset's index, and the file with its bytes. */
interface Entry {
  readonly index: DatasetIndex;
  readonly data: string;
}

const JSON_END = '.json';
const DATA_END = '.bin';

/** `createSyncAccessHandle` exists in workers only, which TypeScript's libraries do not tell apart. */
type WorkerFileHandle = FileSystemFileHandle & {
  createSyncAccessHandle(): Promise<{
    write(bytes: Uint8Array, options: { at: number }): number;
    flush(): void;
    close(): void;
  }>;
};

type IterableDirectory = FileSystemDirectoryHandle & {
  entries(): AsyncIterable<[string, FileSystemHandle]>;
};

export const opfsIsHere = (): boolean => typeof navigator.storage?.getDirectory === 'function';

/** The user's datasets in the browser's private file system: `datasets/<id>.json` beside data files. */
export function opfsStore(): DatasetStore {
  const folder = async (): Promise<IterableDirectory> => {
    const root = await navigator.storage.getDirectory();
    return (await root.getDirectoryHandle('datasets', { create: true })) as IterableDirectory;
  };
  return {
    async get(id) {
      const datasets = await folder();
      const entry = await readEntry(datasets, id + JSON_END);
      return entry && open(datasets, entry);
    },
    async create() {
      const datasets = await folder();
      await removeOrphans(datasets);
      return writer(datasets);
    },
    async list() {
      const datasets = await folder();
      const found: { id: string; name: string; bytes: number; changed: number }[] = [];
      for (const name of await namesOf(datasets, JSON_END)) {
        const entry = await readEntry(datasets, name);
        if (!entry) continue;
        const changed = (await (await datasets.getFileHandle(name)).getFile()).lastModified;
        const bytes = entry.index.samples.reduce((sum, sample) => sum + sample.length, 0);
        found.push({ id: entry.index.id, name: entry.index.name, bytes, changed });
      }
      found.sort((a, b) => b.changed - a.changed);
      return found.map(({ id, name, bytes }) => ({ id, name, bytes }));
    },
    async remove(id) {
      const datasets = await folder();
      const entry = await readEntry(datasets, id + JSON_END);
      if (!entry) return;
      await datasets.removeEntry(id + JSON_END);
      await datasets.removeEntry(entry.data);
    },
  };
}

async function namesOf(folder: IterableDirectory, end: string): Promise<string[]> {
  const names: string[] = [];
  for await (const [name] of folder.entries()) if (name.endsWith(end)) names.push(name);
  return names;
}

/** `undefined` when there is none, or none that was written to its end. */
async function readEntry(folder: FileSystemDirectoryHandle, name: string): Promise<Entry | undefined> {
  try {
    const file = await (await folder.getFileHandle(name)).getFile();
    return JSON.parse(await file.text()) as Entry;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    // A missing file, or an id that is no file name.
    if (error instanceof TypeError || (error instanceof DOMException && error.name === 'NotFoundError'))
      return undefined;
    throw error;
  }
}

async function open(folder: FileSystemDirectoryHandle, { index, data }: Entry): Promise<StoredDataset> {
  const file = await (await folder.getFileHandle(data)).getFile();
  return {
    index,
    async read({ id, offset, length }) {
      if (offset + length > file.size)
        throw new Error(`The stored file of "${index.name}" ends before "${id}".`);
      return new Uint8Array(await file.slice(offset, offset + length).arrayBuffer());
    },
  };
}

/** Data files that no dataset names: left by imports that were cut short. One that is being written is locked. */
async function removeOrphans(folder: IterableDirectory): Promise<void> {
  const entries = await Promise.all((await namesOf(folder, JSON_END)).map((name) => readEntry(folder, name)));
  const used = new Set(entries.map((entry) => entry?.data));
  for (const name of await namesOf(folder, DATA_END)) {
    if (!used.has(name)) await folder.removeEntry(name).catch(() => undefined);
  }
}

/** Each write asks the browser for room, which takes as long whether it is a picture or a thousand. */
const BLOCK_BYTES = 4 * 2 ** 20;

async function writer(folder: FileSystemDirectoryHandle): Promise<DatasetWriter> {
  // A name that no other tab uses; it is never seen and enters no content key.
  const data = crypto.randomUUID() + DATA_END;
  const handle = (await folder.getFileHandle(data, { create: true })) as WorkerFileHandle;
  const file = await handle.createSyncAccessHandle();
  let at = 0;
  const block = new Uint8Array(BLOCK_BYTES);
  let filled = 0;
  const write = (bytes: Uint8Array): void => {
    if (file.write(bytes, { at }) !== bytes.length) throw new Error('The browser wrote only a part.');
    at += bytes.length;
  };
  const writeBlock = (): void => {
    if (filled > 0) write(block.subarray(0, filled));
    filled = 0;
  };
  return {
    async append(bytes) {
      if (filled + bytes.length > BLOCK_BYTES) writeBlock();
      if (bytes.length > BLOCK_BYTES) return write(bytes);
      block.set(bytes, filled);
      filled += bytes.length;
    },
    async finish(index) {
      writeBlock();
      file.flush();
      file.close();
      const before = await readEntry(folder, index.id + JSON_END);
      await writeWhole(folder, index.id + JSON_END, JSON.stringify({ index, data } satisfies Entry));
      if (before) await folder.removeEntry(before.data).catch(() => undefined);
    },
    async discard() {
      file.close();
      await folder.removeEntry(data).catch(() => undefined);
    },
  };
}

async function writeWhole(folder: FileSystemDirectoryHandle, name: string, text: string): Promise<void> {
  const handle = (await folder.getFileHandle(name, { create: true })) as WorkerFileHandle & {
    createSyncAccessHandle(): Promise<{ truncate(size: number): void }>;
  };
  const file = await handle.createSyncAccessHandle();
  try {
    file.truncate(0);
    file.write(new TextEncoder().encode(text), { at: 0 });
    file.flush();
  } finally {
    file.close();
  }
}
