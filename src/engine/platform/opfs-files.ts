import type { FileEntry, FileStore, OpenFile } from './files';

interface SyncAccess {
  getSize(): number;
  read(bytes: Uint8Array, options: { at: number }): number;
  write(bytes: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}

/**
 * Exists in workers only, which TypeScript's libraries do not tell apart. Browsers that know no modes
 * take the file exclusively, which is what an option that they ignore means.
 */
type WorkerFileHandle = FileSystemFileHandle & {
  createSyncAccessHandle(options?: { mode: 'read-only' | 'readwrite' }): Promise<SyncAccess>;
};

type IterableDirectory = FileSystemDirectoryHandle & {
  entries(): AsyncIterable<[string, FileSystemHandle]>;
};

/** Files in one folder of the browser's private file system. For a Web Worker. */
export function opfsFiles(name: string): FileStore {
  let opened: Promise<IterableDirectory> | undefined;
  const folder = (): Promise<IterableDirectory> => {
    opened ??= openFolder(name).catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };

  async function access(
    file: string,
    options: { readonly create: boolean; readonly mode: 'read-only' | 'readwrite' },
  ): Promise<SyncAccess | undefined> {
    try {
      const handle = (await (await folder()).getFileHandle(file, options)) as WorkerFileHandle;
      return await handle.createSyncAccessHandle({ mode: options.mode });
    } catch (error) {
      if (isNamed(error, 'NotFoundError') || isInUse(error)) return undefined;
      throw error;
    }
  }

  return {
    async open(file) {
      const found = await access(file, { create: false, mode: 'read-only' });
      return found && { size: found.getSize(), read: reader(found), close: () => found.close() };
    },
    async openSlot(file) {
      const found = await access(file, { create: true, mode: 'readwrite' });
      return (
        found && {
          get size() {
            return found.getSize();
          },
          read: reader(found),
          replace(bytes) {
            writeAll(found, bytes, 0);
            found.truncate(bytes.length);
          },
          close: () => found.close(),
        }
      );
    },
    async create(file) {
      const found = await access(file, { create: true, mode: 'readwrite' });
      if (!found) return undefined;
      found.truncate(0);
      let at = 0;
      return {
        append(bytes) {
          writeAll(found, bytes, at);
          at += bytes.length;
        },
        read: reader(found),
        async finish() {
          found.flush();
          found.close();
        },
        async discard() {
          found.close();
          await (await folder()).removeEntry(file);
        },
      };
    },
    async remove(file) {
      await (await folder()).removeEntry(file).catch((error: unknown) => {
        if (!isNamed(error, 'NotFoundError') && !isInUse(error)) throw error;
      });
    },
    async list() {
      const found: FileEntry[] = [];
      for await (const [file, handle] of (await folder()).entries()) {
        if (handle.kind !== 'file') continue;
        const { size, lastModified } = await (handle as FileSystemFileHandle).getFile();
        found.push({ name: file, bytes: size, usedAt: lastModified });
      }
      return found;
    },
    async touch(file) {
      const found = await access(file, { create: false, mode: 'readwrite' });
      if (!found) return;
      // There is no way to set a time: writing what is there already changes it.
      writeAll(found, reader(found)(0, 1), 0);
      found.flush();
      found.close();
    },
    async room() {
      const { quota, usage } = await navigator.storage.estimate();
      return quota === undefined ? undefined : { quota, used: usage ?? 0 };
    },
  };
}

const openFolder = async (name: string): Promise<IterableDirectory> => {
  const root = await navigator.storage.getDirectory();
  return (await root.getDirectoryHandle(name, { create: true })) as IterableDirectory;
};

const isNamed = (error: unknown, name: string): boolean =>
  error instanceof DOMException && error.name === name;

const isInUse = (error: unknown): boolean =>
  isNamed(error, 'NoModificationAllowedError') || isNamed(error, 'InvalidStateError');

const reader =
  (file: SyncAccess): OpenFile['read'] =>
  (offset, length) => {
    const bytes = new Uint8Array(length);
    const count = file.read(bytes, { at: offset });
    return count === length ? bytes : bytes.subarray(0, count);
  };

/** A full disk shows as a write that stops short. */
function writeAll(file: SyncAccess, bytes: Uint8Array, offset: number): void {
  if (file.write(bytes, { at: offset }) !== bytes.length) {
    throw new DOMException('The browser wrote only a part.', 'QuotaExceededError');
  }
}
