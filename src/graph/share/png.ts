import { strFromU8, strToU8 } from 'fflate';
import { crc32 } from './crc32';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Length, type and checksum around the data of a chunk. */
const AROUND = 12;
/** The keyword of the text chunk that carries a graph. */
const KEYWORD = 'graft-graph\0';

export const isPng = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, place) => bytes[place] === byte);

/** The same picture with a graph's code in a `tEXt` chunk (PNG specification, 11.3.4.3) before its end. */
export function embedInPng(png: Uint8Array, code: string): Uint8Array<ArrayBuffer> {
  const end = [...chunksOf(png)].find(({ type }) => type === 'IEND')?.at;
  if (end === undefined) throw new Error('The picture has no end: it is no PNG, or cut off.');
  const data = strToU8(KEYWORD + code, true);
  const whole = new Uint8Array(png.length + data.length + AROUND);
  const chunk = whole.subarray(end, end + data.length + AROUND);
  whole.set(png.subarray(0, end));
  chunk.set(strToU8('tEXt'), 4);
  chunk.set(data, 8);
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  view.setUint32(0, data.length);
  view.setUint32(8 + data.length, crc32(chunk.subarray(4, 8 + data.length)));
  whole.set(png.subarray(end), end + chunk.length);
  return whole;
}

/** The code that a picture carries; `undefined` when there is none. Never throws. */
export function codeInPng(png: Uint8Array): string | undefined {
  for (const { type, data } of chunksOf(png)) {
    if (type !== 'tEXt') continue;
    const isOurs = strFromU8(data.subarray(0, KEYWORD.length), true) === KEYWORD;
    if (isOurs) return strFromU8(data.subarray(KEYWORD.length), true);
  }
  return undefined;
}

/** The chunks in their order, up to the first that is not all there. */
function* chunksOf(png: Uint8Array): Iterable<{ type: string; at: number; data: Uint8Array }> {
  if (!isPng(png)) return;
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  for (let at = SIGNATURE.length; at + AROUND <= png.length; ) {
    const length = view.getUint32(at);
    if (at + AROUND + length > png.length) return;
    const type = strFromU8(png.subarray(at + 4, at + 8), true);
    yield { type, at, data: png.subarray(at + 8, at + 8 + length) };
    at += AROUND + length;
  }
}
