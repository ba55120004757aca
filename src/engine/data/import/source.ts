import type { Problem } from '../../../graph/problem';

/** One file to import. `path` is relative, with `/`; it ends in `/` for a folder, which has no bytes. */
export interface ImportFile {
  readonly path: string;
  /** Bytes, where known before reading. */
  readonly size?: number;
  read(): Promise<Uint8Array>;
}

/** Bytes that can be read piece by piece: a file on disk, a Blob, an array. */
export interface RandomAccess {
  readonly size: number;
  /** Exactly `length` bytes from `offset`; throws when they are not all there. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

export const isFolder = (path: string): boolean => path.endsWith('/');

export type Imported<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A whole import that cannot go on; single files at fault are left out and listed instead. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  readonly problem: Problem;
  constructor(code: string, message: string, detail: Pick<Problem, 'expected' | 'received' | 'hint'> = {}) {
    super(message);
    this.problem = { code: `import/${code}`, severity: 'error', message, ...detail };
  }
}

/** Larger files are left out: no photo needs that much. */
export const MAX_FILE_BYTES = 256_000_000;
/** A zip that unpacks to more is refused: it is damaged, or made to fill memory and disk. */
export const MAX_TOTAL_BYTES = 8_000_000_000;
export const MAX_FILES = 200_000;

export function bytesAccess(bytes: Uint8Array): RandomAccess {
  return {
    size: bytes.length,
    async read(offset, length) {
      if (offset < 0 || offset + length > bytes.length) throw new RangeError('The bytes end too early.');
      return bytes.subarray(offset, offset + length);
    },
  };
}

export function blobAccess(blob: Blob): RandomAccess {
  return {
    size: blob.size,
    async read(offset, length) {
      if (offset < 0 || offset + length > blob.size) throw new RangeError('The file ends too early.');
      return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer());
    },
  };
}
