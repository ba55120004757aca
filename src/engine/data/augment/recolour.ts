import { toByte } from '../square-image';

/**
 * Turns the hue and scales the saturation of the RGB triple at `at`, in the HSV hexcone (Smith 1978):
 * value, the largest channel, stays; saturation cannot exceed 1.
 */
export function recolour(
  from: Uint8Array,
  to: Uint8Array,
  at: number,
  { hue, saturation }: { readonly hue: number; readonly saturation: number },
): void {
  const red = from[at] ?? 0;
  const green = from[at + 1] ?? 0;
  const blue = from[at + 2] ?? 0;
  const value = Math.max(red, green, blue);
  const spread = value - Math.min(red, green, blue);
  if (spread === 0) {
    to[at] = red;
    to[at + 1] = green;
    to[at + 2] = blue;
    return;
  }
  const chroma = Math.min(value, spread * saturation);
  const sector = sectorOf(red, green, blue, value, spread) + 6 * hue;
  to[at] = toByte(value - chroma * distance(sector + 5));
  to[at + 1] = toByte(value - chroma * distance(sector + 3));
  to[at + 2] = toByte(value - chroma * distance(sector + 1));
}

/** Hue in sixths of a turn: 0 red, 2 green, 4 blue. */
function sectorOf(red: number, green: number, blue: number, value: number, spread: number): number {
  if (value === red) return (green - blue) / spread;
  if (value === green) return (blue - red) / spread + 2;
  return (red - green) / spread + 4;
}

/** How much of the chroma a channel lacks at this place of the wheel: a trapezoid of period 6. */
function distance(place: number): number {
  const within = place - 6 * Math.floor(place / 6);
  return Math.max(0, Math.min(within, 4 - within, 1));
}
