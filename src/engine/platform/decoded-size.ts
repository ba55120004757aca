import { MAX_DECODED_SIDE } from './platform';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size to decode to: the image's own, or scaled so that its longer side is `MAX_DECODED_SIDE`. */
export function decodedSize({ width, height }: Size): Size {
  const scale = MAX_DECODED_SIDE / Math.max(width, height);
  if (scale >= 1) return { width, height };
  const side = (length: number) => Math.max(1, Math.round(length * scale));
  return { width: side(width), height: side(height) };
}
