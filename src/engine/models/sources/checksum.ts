import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { RandomAccess } from '../../data/import/source';
import { ModelError } from '../model-error';

/** SHA-256 of bytes that come piece by piece; `hex` ends it. */
export interface RunningChecksum {
  add(bytes: Uint8Array): void;
  hex(): string;
}

export function runningChecksum(): RunningChecksum {
  const hash = sha256.create();
  return { add: (bytes) => hash.update(bytes), hex: () => bytesToHex(hash.digest()) };
}

const PIECE_BYTES = 4 * 2 ** 20;

/** SHA-256 of a whole file, read piece by piece. */
export async function checksumOf(files: readonly RandomAccess[], signal?: AbortSignal): Promise<string> {
  const checksum = runningChecksum();
  for (const file of files) {
    for (let at = 0; at < file.size; at += PIECE_BYTES) {
      signal?.throwIfAborted();
      checksum.add(await file.read(at, Math.min(PIECE_BYTES, file.size - at)));
    }
  }
  return checksum.hex();
}

/** A SHA-256 in hexadecimal digits, as an ETag may be one; `undefined` for any other text. */
export function asSha256(text: string | null | undefined): string | undefined {
  const plain = text?.replace(/^W\//, '').replaceAll('"', '').toLowerCase();
  return plain !== undefined && /^[0-9a-f]{64}$/.test(plain) ? plain : undefined;
}

export function wrongChecksum(name: string, expected: string, received: string): ModelError {
  return new ModelError(
    'wrong-checksum',
    `${name} is not the file that it should be: its checksum differs.`,
    {
      expected: `SHA-256 ${expected}`,
      received: `SHA-256 ${received}`,
      hint: 'It was damaged or changed on the way. What came was thrown away; try again, and do not trust it if that happens twice.',
    },
  );
}
