import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * Content keys are Merkle hashes: of an operation, its version, its parameters and the keys of its
 * inputs. Equal key, equal result. Node ids, labels and positions never enter.
 */
export function contentKey(parts: {
  readonly op: string;
  readonly version: number;
  readonly params: unknown;
  readonly inputs: Readonly<Record<string, string>>;
}): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(parts)))).slice(0, KEY_LENGTH);
}

/** 128 bits in hexadecimal. */
const KEY_LENGTH = 32;

/** JSON with sorted object keys: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : inner,
  );
}
