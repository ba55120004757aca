import { foreignFormat } from './foreign-format';
import { ImageError } from './image-error';
import { MAX_PIXELS } from './platform';

export interface ImageHeader {
  readonly format: 'png' | 'jpeg' | 'webp' | 'gif' | 'bmp';
  /** As stored: a camera's orientation is not applied. */
  readonly width: number;
  readonly height: number;
}

/**
 * Reads format and size from an encoded image without decoding it, and notices files that are cut
 * off where the format tells. Throws an `ImageError` for anything else than PNG, JPEG, WebP, GIF or
 * BMP, and for images of more than `MAX_PIXELS` pixels.
 */
export function readImageHeader(bytes: Uint8Array): ImageHeader {
  const header = parse(bytes);
  const { width, height } = header;
  if (width < 1 || height < 1) throw new ImageError(`has no pixels (${width} × ${height})`);
  if (width * height > MAX_PIXELS) {
    const most = `${MAX_PIXELS / 1e6} million`;
    throw new ImageError(`is too large: ${width} × ${height} pixels, more than ${most}`);
  }
  return header;
}

function parse(bytes: Uint8Array): ImageHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return parsePng(view);
    if (startsWith(bytes, '\xff\xd8\xff')) return parseJpeg(bytes, view);
    if (startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8)) return parseWebp(bytes, view);
    if (startsWith(bytes, 'GIF87a') || startsWith(bytes, 'GIF89a')) return parseGif(view);
    if (startsWith(bytes, 'BM') && looksLikeBmp(view)) return parseBmp(view);
  } catch (error) {
    // DataView's complaint about reading past the end.
    if (error instanceof RangeError) throw cutOff();
    throw error;
  }
  throw foreignFormat(bytes);
}

const cutOff = () => new ImageError('is cut off: the end of the image is missing');

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean =>
  bytes.length >= at + text.length && [...text].every((char, i) => bytes[at + i] === char.charCodeAt(0));

const PNG_IHDR = 0x49484452;
const PNG_IEND = 0x49454e44;

/** PNG (ISO/IEC 15948): chunks of length, type, data and checksum up to IEND. */
function parsePng(view: DataView): ImageHeader {
  if (view.getUint32(12) !== PNG_IHDR) throw new ImageError('is a damaged PNG: its header is missing');
  const header = { format: 'png', width: view.getUint32(16), height: view.getUint32(20) } as const;
  for (let at = 8; view.getUint32(at + 4) !== PNG_IEND; at += 12 + view.getUint32(at));
  return header;
}

/** JPEG (ITU T.81): marker segments up to a start of frame, which holds the size. */
function parseJpeg(bytes: Uint8Array, view: DataView): ImageHeader {
  let at = 2;
  for (;;) {
    if (view.getUint8(at) !== 0xff) throw new ImageError('is a damaged JPEG: a segment does not start');
    const marker = view.getUint8(at + 1);
    const isFill = marker === 0xff;
    const isBare = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    // C0–CF but for the Huffman table, arithmetic table and reserved markers.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) break;
    if (marker === 0xd9 || marker === 0xda) throw new ImageError('is a damaged JPEG: it has no frame');
    at += isFill ? 1 : isBare ? 2 : 2 + view.getUint16(at + 2);
  }
  const header = { format: 'jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) } as const;
  if (!endsWithinJpeg(bytes)) throw cutOff();
  return header;
}

/** Whether an end-of-image marker exists; searched from the end, where it nearly always is. */
function endsWithinJpeg(bytes: Uint8Array): boolean {
  for (let at = bytes.lastIndexOf(0xd9); at > 0; at = bytes.lastIndexOf(0xd9, at - 1)) {
    if (bytes[at - 1] === 0xff) return true;
  }
  return false;
}

/** WebP (RFC 9649): the first chunk is lossy `VP8 `, lossless `VP8L` or extended `VP8X`. */
function parseWebp(bytes: Uint8Array, view: DataView): ImageHeader {
  if (view.getUint32(4, true) + 8 > bytes.length) throw cutOff();
  const data = 20;
  if (startsWith(bytes, 'VP8 ', 12)) {
    const width = view.getUint16(data + 6, true) & 0x3fff;
    return { format: 'webp', width, height: view.getUint16(data + 8, true) & 0x3fff };
  }
  if (startsWith(bytes, 'VP8L', 12)) {
    const bits = view.getUint32(data + 1, true);
    return { format: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (!startsWith(bytes, 'VP8X', 12)) throw new ImageError('is a damaged WebP: its first chunk is unknown');
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  return { format: 'webp', width: uint24(data + 4) + 1, height: uint24(data + 7) + 1 };
}

/** GIF87a and GIF89a: the logical screen; later frames lie within it. */
function parseGif(view: DataView): ImageHeader {
  return { format: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

const BMP_CORE_HEADER = 12;

/** "BM" also starts texts; the header's size tells. */
function looksLikeBmp(view: DataView): boolean {
  if (view.byteLength < 26) return false;
  return [BMP_CORE_HEADER, 40, 52, 56, 64, 108, 124].includes(view.getUint32(14, true));
}

/** Windows bitmap; a negative height means that rows run from top to bottom. */
function parseBmp(view: DataView): ImageHeader {
  const format = 'bmp';
  if (view.getUint32(14, true) === BMP_CORE_HEADER)
    return { format, width: view.getUint16(18, true), height: view.getUint16(20, true) };
  return { format, width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
}
