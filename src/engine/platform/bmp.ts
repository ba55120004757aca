import { ImageError } from './image-error';
import type { RgbImage } from './platform';

const UNCOMPRESSED = 0;
const BIT_FIELDS = 3;

/**
 * Decodes a Windows bitmap of 1, 4, 8, 24 or 32 bits a pixel without run-length coding: for
 * platforms whose image library has no BMP. The fourth byte of 32-bit pixels is ignored.
 */
export function decodeBmp(bytes: Uint8Array): RgbImage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerSize = view.getUint32(14, true);
  if (headerSize < 40) throw new ImageError('is an OS/2 bitmap: save it as PNG');
  const width = view.getInt32(18, true);
  const signedHeight = view.getInt32(22, true);
  const height = Math.abs(signedHeight);
  const bits = view.getUint16(28, true);
  const compression = view.getUint32(30, true);
  const readable = compression === UNCOMPRESSED || (compression === BIT_FIELDS && bits === 32);
  if (!readable || ![1, 4, 8, 24, 32].includes(bits)) {
    throw new ImageError(
      `is a bitmap of a rare kind (${bits} bits, compression ${compression}): save it as PNG`,
    );
  }
  const pixels = view.getUint32(10, true);
  // Rows are padded to whole 32-bit words.
  const stride = Math.ceil((width * bits) / 32) * 4;
  if (pixels + stride * height > bytes.length)
    throw new ImageError('is cut off: the end of the image is missing');
  const palette = 14 + headerSize;
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const row = pixels + stride * (signedHeight < 0 ? y : height - 1 - y);
    for (let x = 0; x < width; x++) {
      const from = bits >= 24 ? row + x * (bits / 8) : palette + 4 * paletteIndex(bytes, row, x, bits);
      const to = (y * width + x) * 3;
      rgb[to] = bytes[from + 2] ?? 0;
      rgb[to + 1] = bytes[from + 1] ?? 0;
      rgb[to + 2] = bytes[from] ?? 0;
    }
  }
  return { width, height, rgb };
}

/** Indices of fewer than 8 bits are packed from the high bits down. */
function paletteIndex(bytes: Uint8Array, row: number, x: number, bits: number): number {
  const perByte = 8 / bits;
  const byte = bytes[row + Math.floor(x / perByte)] ?? 0;
  const shift = 8 - bits * ((x % perByte) + 1);
  return (byte >> shift) & ((1 << bits) - 1);
}
