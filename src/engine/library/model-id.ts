import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '../../plan/keys';
import type { ModelFiles } from '../platform/platform';
import { digest } from '../store/digest';

/** `own-` and a hash of topology and weights: equal id, equal network. */
export async function modelId({ json, weights }: ModelFiles): Promise<string> {
  const text = `${canonicalJson(json)} ${await checksumOf(weights)}`;
  const hash = bytesToHex(await digest(new Uint8Array(utf8ToBytes(text))));
  return `own-${hash.slice(0, ID_LENGTH)}`;
}

const ID_LENGTH = 24;

/** SHA-256, 64 hex digits. */
export const checksumOf = async (bytes: ArrayBuffer): Promise<string> =>
  bytesToHex(await digest(new Uint8Array(bytes)));
