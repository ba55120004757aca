/**
 * Luma of RGB bytes by ITU-R BT.601 (0.299 R + 0.587 G + 0.114 B), in Pillow's 16-bit integers:
 * three bytes in, one byte out.
 */
export function toGrayscale(rgb: Uint8Array): Uint8Array {
  const gray = new Uint8Array(rgb.length / 3);
  for (let i = 0, from = 0; i < gray.length; i++, from += 3) {
    const luma = (rgb[from] ?? 0) * 19595 + (rgb[from + 1] ?? 0) * 38470 + (rgb[from + 2] ?? 0) * 7471;
    gray[i] = (luma + 0x8000) >> 16;
  }
  return gray;
}
