import { sha256 } from '@noble/hashes/sha2.js';

/** SHA-256, 32 bytes. Browsers offer theirs on secure pages only. */
export async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle;
  return subtle ? new Uint8Array(await subtle.digest('SHA-256', bytes)) : sha256(bytes);
}
