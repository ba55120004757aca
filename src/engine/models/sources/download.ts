import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { RandomAccess } from '../../data/import/source';
import type { FileStore } from '../../platform/files';
import { isFull } from '../../store/trouble';
import { checkModelSize, MAX_MODEL_BYTES } from '../limits';
import { ModelError } from '../model-error';
import { askFor, hasNewVersion, type Reply } from './ask';
import { type RunningChecksum, runningChecksum, wrongChecksum } from './checksum';
import { interrupted, storageFull } from './http-problems';
import { type DownloadInfo, type KeptPieces, keptPieces, trimDownloads } from './kept-pieces';
import { piecesInMemory } from './pieces-in-memory';

export interface DownloadOptions {
  /** Keeps what has come, to go on later and to find a finished download again. */
  readonly files?: FileStore;
  /** SHA-256 that the file must have. */
  readonly checksum?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number | undefined) => void;
  /** Milliseconds before a broken connection is tried again, times the number of tries. */
  readonly retryAfter?: number;
}

export interface Downloaded {
  readonly file: RandomAccess;
  /** SHA-256, 64 hex digits. */
  readonly checksum: string;
  /** The server, or the caller, stated the checksum. */
  readonly verified: boolean;
  /** It had been downloaded before, and the server has nothing newer or cannot be asked. */
  readonly fromCache: boolean;
}

/** Bytes that are in memory before they are kept. */
const PIECE_BYTES = 8 * 2 ** 20;
/** All finished downloads together; the models made of them are kept elsewhere. */
const MAX_KEPT_BYTES = 2 ** 30;
/** Of a connection that breaks without having brought anything. */
const MAX_TRIES = 3;
const RETRY_AFTER_MS = 1000;

/**
 * Downloads a file, or goes on where an earlier download of it ended (HTTP Range with If-Range), or
 * finds it complete. The checksum is computed on the way, and compared with the caller's or with the
 * server's ETag where that is a SHA-256. Throws a `ModelError`, or the signal's reason.
 */
export async function download(url: string, options: DownloadOptions = {}): Promise<Downloaded> {
  const key = bytesToHex(sha256(utf8ToBytes(url))).slice(0, 32);
  const files = await usable(options.files, key);
  const pieces = files ? keptPieces(files, key) : piecesInMemory();
  const known = await pieces.info();
  if (known?.checksum !== undefined && (await pieces.bytes()) === known.size) {
    const isAsked = options.checksum === undefined || options.checksum === known.checksum;
    if (isAsked && !(await hasNewVersion(url, known, options.signal))) {
      await pieces.touch();
      return {
        file: await pieces.access(),
        checksum: known.checksum,
        verified: known.verified === true || options.checksum !== undefined,
        fromCache: true,
      };
    }
    await pieces.remove();
  }
  const result = await complete(url, pieces, options, (needed) => makeRoom(files, key, needed));
  if (files) await trimDownloads(files, MAX_KEPT_BYTES, key);
  return result;
}

/** Strict settings forbid storage even where it is there. */
async function usable(files: FileStore | undefined, key: string): Promise<FileStore | undefined> {
  if (!files) return undefined;
  try {
    const pieces = keptPieces(files, key);
    await pieces.note((await pieces.info()) ?? {});
    return files;
  } catch (error) {
    if (isFull(error)) throw storageFull(undefined);
    return undefined;
  }
}

/** Removes other downloads so that so many bytes can be kept; throws when that is not enough. */
async function makeRoom(files: FileStore | undefined, key: string, needed: number): Promise<void> {
  const room = await files?.room();
  if (!files || !room || room.quota - room.used >= needed) return;
  await trimDownloads(files, 0, key);
  const after = await files.room();
  if (after && after.quota - after.used < needed) throw storageFull(needed);
}

async function complete(
  url: string,
  pieces: KeptPieces,
  options: DownloadOptions,
  makeRoom: (needed: number) => Promise<void>,
): Promise<Downloaded> {
  const { signal, onProgress, retryAfter = RETRY_AFTER_MS } = options;
  let tries = 0;
  for (;;) {
    const before = await pieces.bytes();
    const known = await pieces.info();
    const reply = await askFor(url, before, known?.validator, signal).catch((error: unknown) => {
      if (tries === 0 || !mayPass(error)) throw error;
      return undefined;
    });
    if (!reply) {
      if (++tries >= MAX_TRIES) throw interrupted(url, before, known?.size);
      await wait(retryAfter * tries, signal);
      continue;
    }
    const start = reply.start;
    if (start === 0 && before > 0) await pieces.remove();
    const info: DownloadInfo = reply.version;
    await pieces.note(info);
    checkModelSize(`The file at ${url}`, info.size ?? 0);
    await makeRoom((info.size ?? 0) - start);
    const checksum = await checksumSoFar(pieces, start);
    const end = await receive(reply, pieces, checksum, { start, total: info.size, signal, onProgress });
    if (end.isWhole) return finish(url, pieces, info, checksum.hex(), reply.checksum, options);
    tries = start === before && end.bytes > before ? 1 : tries + 1;
    if (tries >= MAX_TRIES) throw interrupted(url, end.bytes, info.size);
    await wait(retryAfter * tries, signal);
  }
}

/** Problems of a connection that had been there, which may come back. */
const mayPass = (error: unknown): boolean =>
  error instanceof ModelError && ['model/offline', 'model/server'].includes(error.problem.code);

async function checksumSoFar(pieces: KeptPieces, start: number): Promise<RunningChecksum> {
  const checksum = runningChecksum();
  const file = await pieces.access();
  for (let at = 0; at < start; at += PIECE_BYTES) {
    checksum.add(await file.read(at, Math.min(PIECE_BYTES, start - at)));
  }
  return checksum;
}

interface Receiving {
  readonly start: number;
  readonly total: number | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: DownloadOptions['onProgress'];
}

/** Keeps what an answer brings, also when it breaks off or is cancelled. */
async function receive(
  { body }: Reply,
  pieces: KeptPieces,
  checksum: RunningChecksum,
  { start, total, signal, onProgress }: Receiving,
): Promise<{ readonly bytes: number; readonly isWhole: boolean }> {
  const buffer = new Uint8Array(PIECE_BYTES);
  let held = 0;
  let kept = start;
  const keep = async (): Promise<void> => {
    if (held === 0) return;
    const piece = buffer.subarray(0, held);
    held = 0;
    try {
      await pieces.append(piece);
    } catch (error) {
      throw isFull(error) ? storageFull(total) : error;
    }
    checksum.add(piece);
    kept += piece.length;
  };
  const reader = body.getReader();
  let broke = false;
  try {
    onProgress?.(kept, total);
    for (;;) {
      const { done, value } = await reader.read().catch(() => {
        broke = true;
        return { done: true as const, value: undefined };
      });
      if (done) break;
      for (let at = 0; at < value.length; ) {
        const part = value.subarray(at, at + PIECE_BYTES - held);
        buffer.set(part, held);
        held += part.length;
        at += part.length;
        if (held === PIECE_BYTES) await keep();
      }
      if (kept + held > (total ?? MAX_MODEL_BYTES)) throw tooLong(total, kept + held);
      onProgress?.(kept + held, total);
    }
    await keep();
    signal?.throwIfAborted();
    return { bytes: kept, isWhole: !broke && (total === undefined || kept === total) };
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

const tooLong = (total: number | undefined, received: number): ModelError =>
  new ModelError('wrong-length', 'The server sends more than it said.', {
    expected: `at most ${total ?? MAX_MODEL_BYTES} bytes`,
    received: `${received} bytes or more`,
  });

async function finish(
  url: string,
  pieces: KeptPieces,
  info: DownloadInfo,
  checksum: string,
  stated: string | undefined,
  options: DownloadOptions,
): Promise<Downloaded> {
  const expected = options.checksum ?? stated;
  if (expected !== undefined && expected !== checksum) {
    await pieces.remove();
    throw wrongChecksum(`The file at ${url}`, expected, checksum);
  }
  const file = await pieces.access();
  const verified = expected !== undefined;
  await pieces.note({ ...info, size: file.size, checksum, verified });
  return { file, checksum, verified, fromCache: false };
}

function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason);
      },
      { once: true },
    );
  });
}
