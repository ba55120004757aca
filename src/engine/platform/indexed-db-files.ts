import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { joinBytes } from '../store/join-bytes';
import type { FileStore, OpenFile } from './files';

interface Schema extends DBSchema {
  files: { key: string; value: { readonly bytes: Uint8Array<ArrayBuffer>; readonly usedAt: number } };
}

const VERSION = 1;

/**
 * Files in IndexedDB, for browsers without a private file system. A file is read into memory when it is
 * opened and written when it is finished, since the database answers only later: for files that are
 * used whole, such as a network's weights.
 */
export function indexedDbFiles(name: string): FileStore {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  const database = (): Promise<IDBPDatabase<Schema>> => {
    opened ??= openDB<Schema>(`graft-${name}`, VERSION, {
      upgrade: (db) => void db.createObjectStore('files'),
    });
    opened.catch(() => {
      opened = undefined;
    });
    return opened;
  };
  const put = async (file: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
    await (await database()).put('files', { bytes, usedAt: Date.now() }, file);
  };
  const get = async (file: string) => (await database()).get('files', file);

  return {
    async open(file) {
      const found = await get(file);
      return found && access(found.bytes);
    },
    async openSlot(file) {
      let bytes = (await get(file))?.bytes ?? new Uint8Array(0);
      let pending: Promise<void> = Promise.resolve();
      return {
        get size() {
          return bytes.length;
        },
        read: (offset, length) => bytes.slice(offset, offset + length),
        replace(next) {
          bytes = next.slice();
          pending = pending.then(() => put(file, bytes));
          // Whoever closes waits for nothing: the database keeps the order of writes.
          pending.catch(() => undefined);
        },
        close: () => undefined,
      };
    },
    async create(file) {
      const parts: Uint8Array<ArrayBuffer>[] = [];
      return {
        append(bytes) {
          parts.push(bytes.slice());
        },
        read: (offset, count) => joinBytes(parts).slice(offset, offset + count),
        finish: () => put(file, joinBytes(parts)),
        discard: async () => void parts.splice(0),
      };
    },
    async remove(file) {
      await (await database()).delete('files', file);
    },
    async list() {
      const db = await database();
      const names = await db.getAllKeys('files');
      const found = await Promise.all(names.map((file) => db.get('files', file)));
      return names.map((file, index) => ({
        name: file,
        bytes: found[index]?.bytes.length ?? 0,
        usedAt: found[index]?.usedAt ?? 0,
      }));
    },
    async touch(file) {
      const found = await get(file);
      if (found) await put(file, found.bytes);
    },
    async room() {
      const { quota, usage } = await navigator.storage.estimate();
      return quota === undefined ? undefined : { quota, used: usage ?? 0 };
    },
  };
}

const access = (bytes: Uint8Array<ArrayBuffer>): OpenFile => ({
  size: bytes.length,
  read: (offset, length) => bytes.slice(offset, offset + length),
  close: () => undefined,
});
