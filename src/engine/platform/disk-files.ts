import {
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { FileEntry, FileStore, OpenFile } from './files';

/** Of files that are being written: renamed at the end, so that nobody opens half of one. */
const PART_END = '.part';
/** A part that nobody has written to for so long was left by a process that died. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

/** Files in one folder of the disk, which is made when it is first written to. */
export function diskFiles(folder: string): FileStore {
  const pathOf = (name: string) => join(folder, name);
  return {
    async open(name) {
      const file = openIfThere(pathOf(name), 'r');
      return file === undefined ? undefined : { size: fstatSync(file).size, ...access(file) };
    },
    async openSlot(name) {
      mkdirSync(folder, { recursive: true });
      const file = openIfThere(pathOf(name), 'r+') ?? openSync(pathOf(name), 'w+');
      return {
        get size() {
          return fstatSync(file).size;
        },
        ...access(file),
        replace(bytes) {
          writeAll(file, bytes, 0);
          ftruncateSync(file, bytes.length);
        },
      };
    },
    async create(name) {
      mkdirSync(folder, { recursive: true });
      const part = pathOf(`${name}.${process.pid}${PART_END}`);
      const file = openSync(part, 'w+');
      const { read, close } = access(file);
      let at = 0;
      return {
        append(bytes) {
          writeAll(file, bytes, at);
          at += bytes.length;
        },
        read,
        async finish() {
          close();
          renameSync(part, pathOf(name));
        },
        async discard() {
          close();
          rmSync(part, { force: true });
        },
      };
    },
    async remove(name) {
      rmSync(pathOf(name), { force: true });
    },
    async list() {
      const found: FileEntry[] = [];
      for (const name of namesIn(folder)) {
        const stat = statSync(pathOf(name), { throwIfNoEntry: false });
        if (!stat?.isFile()) continue;
        if (!name.endsWith(PART_END)) found.push({ name, bytes: stat.size, usedAt: stat.mtimeMs });
        else if (Date.now() - stat.mtimeMs > ABANDONED_MS) rmSync(pathOf(name), { force: true });
      }
      return found;
    },
    async touch(name) {
      const now = new Date();
      utimesSync(pathOf(name), now, now);
    },
    room: async () => undefined,
  };
}

function openIfThere(path: string, flags: 'r' | 'r+'): number | undefined {
  try {
    return openSync(path, flags);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

const access = (file: number): Pick<OpenFile, 'read' | 'close'> => ({
  read(offset, length) {
    const bytes = new Uint8Array(length);
    let done = 0;
    while (done < length) {
      const more = readSync(file, bytes, done, length - done, offset + done);
      if (more === 0) return bytes.subarray(0, done);
      done += more;
    }
    return bytes;
  },
  close: () => closeSync(file),
});

/** One call may write less than asked: above 2 GiB, or when the disk is nearly full. */
function writeAll(file: number, bytes: Uint8Array, offset: number): void {
  let done = 0;
  while (done < bytes.length) done += writeSync(file, bytes, done, bytes.length - done, offset + done);
}
