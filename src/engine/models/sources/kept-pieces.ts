import type { RandomAccess } from '../../data/import/source';
import type { FileStore } from '../../platform/files';

/** What is known of a download, beside its bytes. */
export interface DownloadInfo {
  /** Tells this version of the file from others: a strong ETag, or when it was last changed. */
  readonly validator?: string;
  /** Bytes of the whole file, where the server said so. */
  readonly size?: number;
  /** SHA-256 of the whole file, once it is complete. */
  readonly checksum?: string;
  /** The server, or whoever asked for it, stated this checksum. */
  readonly verified?: boolean;
}

/** The bytes of one download, in files of their own: what has come stays when the page is left. */
export interface KeptPieces {
  info(): Promise<DownloadInfo | undefined>;
  note(info: DownloadInfo): Promise<void>;
  /** Bytes kept, from the beginning of the file. */
  bytes(): Promise<number>;
  /** Adds bytes behind those that are kept; throws what the store throws, e.g. when it is full. */
  append(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** The bytes kept by now. */
  access(): Promise<RandomAccess>;
  remove(): Promise<void>;
  /** Marks it as used now. */
  touch(): Promise<void>;
}

interface Piece {
  readonly name: string;
  readonly start: number;
  readonly bytes: number;
}

const INFO_END = '.info';
const NUMBER_DIGITS = 6;

/** `key`: letters and digits that name the download among others. */
export function keptPieces(files: FileStore, key: string): KeptPieces {
  const infoName = `${key}${INFO_END}`;
  const pieceName = (i: number) => `${key}.${String(i).padStart(NUMBER_DIGITS, '0')}`;

  /** Listed once: a long download would list its files at each piece. */
  let known: Promise<Piece[]> | undefined;
  const pieces = (): Promise<Piece[]> => {
    known ??= findPieces();
    return known;
  };

  /** Those that follow each other from the first on. */
  async function findPieces(): Promise<Piece[]> {
    const sizes = new Map((await files.list()).map(({ name, bytes }) => [name, bytes]));
    const found: Piece[] = [];
    let start = 0;
    for (let i = 0; ; i++) {
      const name = pieceName(i);
      const bytes = sizes.get(name);
      if (bytes === undefined) return found;
      found.push({ name, start, bytes });
      start += bytes;
    }
  }

  return {
    async info() {
      const file = await files.open(infoName);
      if (!file) return undefined;
      try {
        return JSON.parse(new TextDecoder().decode(file.read(0, file.size))) as DownloadInfo;
      } catch {
        return undefined;
      } finally {
        file.close();
      }
    },
    async note(info) {
      const slot = await files.openSlot(infoName);
      if (!slot) throw new Error('The download is in use elsewhere.');
      slot.replace(new TextEncoder().encode(JSON.stringify(info)));
      slot.close();
    },
    bytes: async () => bytesOf(await pieces()),
    async append(bytes) {
      const before = await pieces();
      const name = pieceName(before.length);
      const file = await files.create(name);
      if (!file) throw new Error('The download is in use elsewhere.');
      try {
        file.append(bytes);
        await file.finish();
      } catch (error) {
        await file.discard();
        throw error;
      }
      before.push({ name, start: bytesOf(before), bytes: bytes.length });
    },
    access: async () => pieceAccess(files, await pieces()),
    async remove() {
      known = undefined;
      for (const { name } of await files.list()) if (name.startsWith(`${key}.`)) await files.remove(name);
    },
    touch: () => files.touch(infoName).catch(() => undefined),
  };
}

const bytesOf = (pieces: readonly Piece[]): number => pieces.reduce((sum, { bytes }) => sum + bytes, 0);

function pieceAccess(files: FileStore, pieces: readonly Piece[]): RandomAccess {
  const size = bytesOf(pieces);
  return {
    size,
    async read(offset, length) {
      if (offset < 0 || offset + length > size) throw new RangeError('The download ends too early.');
      const result = new Uint8Array(length);
      for (const { name, start, bytes } of pieces) {
        const from = Math.max(offset, start);
        const to = Math.min(offset + length, start + bytes);
        if (from >= to) continue;
        const file = await files.open(name);
        if (!file) throw new Error('A part of the download is gone. Start it again.');
        try {
          result.set(file.read(from - start, to - from), from - offset);
        } finally {
          file.close();
        }
      }
      return result;
    },
  };
}

/**
 * Removes whole downloads, the least recently used first, until all of them together take at most
 * `budget` bytes; that of `key` stays. Gives the bytes that are left.
 */
export async function trimDownloads(files: FileStore, budget: number, key: string): Promise<number> {
  const byKey = new Map<string, { names: string[]; bytes: number; usedAt: number }>();
  for (const { name, bytes, usedAt } of await files.list()) {
    const owner = name.slice(0, name.indexOf('.'));
    const entry = byKey.get(owner) ?? { names: [], bytes: 0, usedAt: 0 };
    entry.names.push(name);
    entry.bytes += bytes;
    entry.usedAt = Math.max(entry.usedAt, usedAt);
    byKey.set(owner, entry);
  }
  let left = [...byKey.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  const oldest = [...byKey].sort(([, a], [, b]) => a.usedAt - b.usedAt);
  for (const [owner, { names, bytes }] of oldest) {
    if (left <= budget) break;
    if (owner === key) continue;
    for (const name of names) await files.remove(name);
    left -= bytes;
  }
  return left;
}
