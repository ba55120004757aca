/** A decoded sample as networks take it: `side × side × channels` bytes, row by row. */
export interface SquareImage {
  readonly side: number;
  readonly channels: 1 | 3;
  readonly pixels: Uint8Array;
}

/** The nearest byte. */
export const toByte = (value: number): number => (value <= 0 ? 0 : value >= 255 ? 255 : Math.round(value));
