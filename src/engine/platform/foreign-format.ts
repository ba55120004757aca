import { ImageError } from './image-error';

/** Formats that people take for images we read, by the bytes at an offset. */
const FOREIGN: readonly { readonly at: number; readonly text: string; readonly what: string }[] = [
  { at: 4, text: 'ftypheic', what: 'a HEIC photo' },
  { at: 4, text: 'ftypheix', what: 'a HEIC photo' },
  { at: 4, text: 'ftypmif1', what: 'a HEIF photo' },
  { at: 4, text: 'ftypavif', what: 'an AVIF image' },
  { at: 4, text: 'ftyp', what: 'a video' },
  { at: 0, text: 'II*\0', what: 'a TIFF image' },
  { at: 0, text: 'MM\0*', what: 'a TIFF image' },
  { at: 0, text: '<svg', what: 'an SVG drawing' },
  { at: 0, text: '%PDF', what: 'a PDF document' },
  { at: 0, text: 'PK\x03\x04', what: 'a zip archive' },
];

const SHOWN = 24;

/** Says what the bytes are instead of an image that we read: a known format, a text, or other data. */
export function foreignFormat(bytes: Uint8Array): ImageError {
  if (bytes.length === 0) return new ImageError('is empty');
  const start = latin1(bytes.subarray(0, 512));
  if (/^(?:\xef\xbb\xbf)?\s*(?:<\?xml[\s\S]*?)?<svg/.test(start))
    return new ImageError('is an SVG drawing: save it as PNG, JPEG or WebP');
  const known = FOREIGN.find(({ at, text }) => start.startsWith(text, at));
  if (known) return new ImageError(`is ${known.what}: save it as PNG, JPEG or WebP`);
  return new ImageError(`is not an image: starts with ${quoteStart(bytes)}`);
}

/** The first characters where the bytes look like text, else the first bytes in hexadecimal. */
function quoteStart(bytes: Uint8Array): string {
  const head = bytes.subarray(0, SHOWN);
  const text = new TextDecoder().decode(head).replace(/\uFFFD$/, '');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells data from text
  const isText = !/[\0-\x08\x0e-\x1f\uFFFD]/.test(text);
  if (isText) return `“${text.replace(/\s+/g, ' ').trim()}${bytes.length > SHOWN ? '…' : ''}”`;
  const hex = [...bytes.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return `the bytes ${hex}`;
}

const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
