import { Inflate } from 'fflate';

/** Deflate packs a run of equal bytes about a thousandfold: so much of it is unpacked between two looks at the size. */
const PORTION = 1024;

/** Thrown when there is more than was allowed: what comes may be endless, or a bomb. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

/**
 * Unpacks raw deflate data (RFC 1951) to at most `most` bytes, and stops as soon as there are more.
 * Throws `TooLargeError` then, and another Error when the data are damaged or cut off.
 */
export function inflateBounded(packed: Uint8Array, most: number, dictionary?: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  const inflate = new Inflate({ dictionary }, (part) => {
    size += part.length;
    if (size > most) throw new TooLargeError(`It unpacks to more than ${most} bytes.`);
    parts.push(part);
  });
  for (let at = 0; at === 0 || at < packed.length; at += PORTION) {
    inflate.push(packed.subarray(at, at + PORTION), at + PORTION >= packed.length);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
