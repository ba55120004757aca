import { bytesToHex } from '@noble/hashes/utils.js';
import { digest } from './digest';
import { joinBytes } from './join-bytes';

/**
 * A stored file: eight bytes that name the format and its version; the sections' bytes, one after the
 * other; a footer in JSON; and a trailer of fixed size: the footer's SHA-256, its length (uint32), eight
 * closing bytes. The footer has the SHA-256 of every mebibyte before it. So a file that was cut
 * short has no end, any flipped bit breaks a checksum, and both are found in bounded memory. All
 * numbers are little-endian.
 */
export interface Footer {
  /** JSON. */
  readonly meta: unknown;
  readonly sections: readonly Section[];
  /** Of each chunk of `CHUNK_BYTES` before the footer, in hexadecimal. */
  readonly checksums: readonly string[];
}

export interface Section {
  readonly name: string;
  /** From the start of the file. */
  readonly offset: number;
  /** In bytes. */
  readonly length: number;
}

/** What can be read at any place. */
export interface Readable {
  readonly size: number;
  read(offset: number, length: number): Uint8Array<ArrayBuffer>;
}

export const CHUNK_BYTES = 2 ** 20;
const text = new TextEncoder();
const START = text.encode('graft·1');
const END = text.encode('1·tfarg');
const HASH_BYTES = 32;
const TRAILER_BYTES = HASH_BYTES + 4 + END.length;

export interface FormatWriter {
  /**
   * Adds to a section; the appends of one section follow each other. The bytes must stay as they are
   * until the writer is done with them: they are not copied. Fails as `sink` does, and can go on
   * when that was mended.
   */
  append(section: string, bytes: Uint8Array): Promise<void>;
  finish(meta: unknown): Promise<void>;
  readonly sections: readonly Section[];
  /** What `sink` has not got yet, and where in the file it begins. */
  waiting(): { readonly offset: number; readonly bytes: Uint8Array<ArrayBuffer> };
}

/** Hands a file's bytes to `sink` as they come, a chunk at a time. */
export function createFormatWriter(sink: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>): FormatWriter {
  const sections: { name: string; offset: number; length: number }[] = [];
  const checksums: string[] = [];
  let parts: Uint8Array[] = [START];
  let partsBytes = START.length;
  let emitted = 0;

  function joinParts(): Uint8Array<ArrayBuffer> {
    const joined = joinBytes(parts);
    parts = [joined];
    return joined;
  }

  async function emit(chunk: Uint8Array<ArrayBuffer>, rest: Uint8Array): Promise<void> {
    const checksum = bytesToHex(await digest(chunk));
    await sink(chunk);
    checksums.push(checksum);
    emitted += chunk.length;
    parts = rest.length > 0 ? [rest] : [];
    partsBytes = rest.length;
  }

  return {
    sections,
    async append(name, bytes) {
      let section = sections.at(-1);
      if (section?.name !== name) {
        section = { name, offset: emitted + partsBytes, length: 0 };
        sections.push(section);
      }
      section.length += bytes.length;
      parts.push(bytes);
      partsBytes += bytes.length;
      if (partsBytes < CHUNK_BYTES) return;
      let rest = joinParts();
      while (rest.length >= CHUNK_BYTES) {
        const chunk = rest.subarray(0, CHUNK_BYTES);
        rest = rest.subarray(CHUNK_BYTES);
        await emit(chunk, rest);
      }
      // A copy, so that the chunks that are done can be freed.
      parts = [rest.slice()];
    },
    async finish(meta) {
      if (partsBytes > 0) await emit(joinParts(), new Uint8Array(0));
      const footer = text.encode(JSON.stringify({ meta, sections, checksums } satisfies Footer));
      const length = new Uint8Array(4);
      new DataView(length.buffer).setUint32(0, footer.length, true);
      const end = [footer, await digest(footer), length, END];
      await sink(joinBytes(end));
    },
    waiting: () => ({ offset: emitted, bytes: joinParts() }),
  };
}

/** The footer of a file that was written to its end, or `undefined`. The sections are not looked at. */
export async function readFooter(file: Readable): Promise<Footer | undefined> {
  if (file.size < START.length + TRAILER_BYTES) return undefined;
  const trailer = file.read(file.size - TRAILER_BYTES, TRAILER_BYTES);
  if (!isEqual(trailer.subarray(HASH_BYTES + 4), END)) return undefined;
  const length = new DataView(trailer.buffer, trailer.byteOffset).getUint32(HASH_BYTES, true);
  const start = file.size - TRAILER_BYTES - length;
  if (start < START.length) return undefined;
  const bytes = file.read(start, length);
  if (!isEqual(await digest(bytes), trailer.subarray(0, HASH_BYTES))) return undefined;
  if (!isEqual(file.read(0, START.length), START)) return undefined;
  const footer = JSON.parse(new TextDecoder().decode(bytes)) as Footer;
  return footer.checksums.length === Math.ceil(start / CHUNK_BYTES) ? footer : undefined;
}

/** Whether every byte before the footer is as it was written. Reads all of it, a chunk at a time. */
export async function isWhole(file: Readable, footer: Footer): Promise<boolean> {
  const end = START.length + footer.sections.reduce((sum, { length }) => sum + length, 0);
  for (const [index, expected] of footer.checksums.entries()) {
    const offset = index * CHUNK_BYTES;
    const chunk = file.read(offset, Math.min(CHUNK_BYTES, end - offset));
    if (bytesToHex(await digest(chunk)) !== expected) return false;
  }
  return true;
}

const isEqual = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);
