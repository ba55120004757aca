import type { FileStore } from '../platform/files';

/** Of the browser's quota: the rest is for the user's own datasets and whatever else is stored. */
const SHARE_OF_QUOTA = 0.5;
const MOST_IN_BROWSER = 4 * 2 ** 30;

/** Bytes that results may take: as told, else a share of what the browser allows. */
export async function budgetOf(files: FileStore, budgetBytes: number | undefined): Promise<number> {
  if (budgetBytes !== undefined) return budgetBytes;
  const room = await files.room();
  return Math.min(MOST_IN_BROWSER, SHARE_OF_QUOTA * (room?.quota ?? Number.POSITIVE_INFINITY));
}

/** Bytes that can still be stored, as far as is known. */
export async function freeBytes(files: FileStore, budgetBytes: number | undefined): Promise<number> {
  const budget = await budgetOf(files, budgetBytes);
  const room = await files.room();
  const stored = (await files.list()).reduce((sum, { bytes }) => sum + bytes, 0);
  return Math.min(budget - stored, room ? room.quota - room.used : Number.POSITIVE_INFINITY);
}

/**
 * Frees at least so many bytes: what was not used for longest goes first, and nothing that `isKept`
 * says is needed. False when that is not enough; then nothing goes.
 */
export async function evict(
  files: FileStore,
  bytes: number,
  isKept: (name: string) => boolean,
  drop: (name: string) => Promise<void>,
): Promise<boolean> {
  if (bytes <= 0) return true;
  const entries = (await files.list())
    .filter(({ name }) => !isKept(name))
    .sort((a, b) => a.usedAt - b.usedAt);
  const leaving: string[] = [];
  let freed = 0;
  for (const entry of entries) {
    if (freed >= bytes) break;
    leaving.push(entry.name);
    freed += entry.bytes;
  }
  if (freed < bytes) return false;
  for (const name of leaving) await drop(name);
  return true;
}
