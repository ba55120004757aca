import type { Random } from '../../../src/engine/data/random';

/** RGB bytes, row by row. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

type Place = (x: number, y: number) => number;

/** Inside where negative; x and y in units of the shape's radius. */
const SHAPES: readonly Place[] = [
  (x, y) => Math.hypot(x, y) - 1,
  (x, y) => Math.max(Math.abs(x), Math.abs(y)) - 0.85,
  (x, y) => Math.max(Math.abs(x) * 1.7 + y, -y) - 0.75,
  (x, y) => Math.abs(Math.hypot(x, y) - 0.8) - 0.25,
  (x, y) => Math.min(Math.abs(x), Math.abs(y)) + 0.3 * Math.max(Math.abs(x), Math.abs(y)) - 0.4,
];

/** The ground's brightness in [-1, 1]; x and y in pixels. */
const GROUNDS: readonly Place[] = [
  () => 0,
  (x) => Math.sign(Math.sin(x / 5)),
  (_, y) => Math.sign(Math.sin(y / 5)),
  (x, y) => Math.sign(Math.sin(x / 9) * Math.sin(y / 9)),
  (x, y) => Math.sin((x + y) / 8),
];

/** Of the shapes, in degrees. */
const HUES: readonly number[] = [0, 30, 55, 110, 170, 210, 265, 315];

/** As many kinds of pictures can be told apart: shape × ground × colour. */
export const KINDS = SHAPES.length * GROUNDS.length * HUES.length;

const GRAIN = new WeakMap<Random, Int8Array>();
const GRAIN_SIDE = 512;

/** Sensor noise, drawn once and laid under each picture at another place. */
function grainOf(random: Random): Int8Array {
  const known = GRAIN.get(random);
  if (known) return known;
  const grain = Int8Array.from({ length: GRAIN_SIDE ** 2 }, () => 11 * random.normal());
  GRAIN.set(random, grain);
  return grain;
}

/**
 * A noisy picture of one of `KINDS` kinds, 160×120 to 320×240: place, size, light and tint vary as they
 * do between photos, so that files are as large as photos of this size and a network has to look.
 */
export function drawPhoto(kind: number, random: Random): Drawing {
  const width = 160 + 16 * random.integer(11);
  const height = Math.round((width * 3) / 4);
  const inside = SHAPES[kind % SHAPES.length] ?? (() => 0);
  const ground = GROUNDS[Math.floor(kind / SHAPES.length) % GROUNDS.length] ?? (() => 0);
  const hue = HUES[Math.floor(kind / SHAPES.length / GROUNDS.length) % HUES.length] ?? 0;
  const grain = grainOf(random);
  const grainAt = random.integer(grain.length);
  const [cx, cy] = [width * random.uniform(0.4, 0.6), height * random.uniform(0.4, 0.6)];
  const radius = height * random.uniform(0.26, 0.4);
  const shade = random.uniform(90, 150);
  const contrast = random.uniform(18, 34);
  const tints = [0, 1, 2].map(() => random.uniform(-14, 14));
  const colour = [0, 120, 240].map((phase) => 128 + 105 * Math.cos(((hue - phase) * Math.PI) / 180));
  const light = random.uniform(-0.25, 0.25) / width;
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isShape = inside((x - cx) / radius, (y - cy) / radius) < 0;
      const grey = shade + contrast * ground(x, y);
      const noise = grain[(grainAt + y * GRAIN_SIDE + x) % grain.length] ?? 0;
      const lit = 1 + light * (x - cx);
      for (let channel = 0; channel < 3; channel++, at++) {
        const base = isShape ? (colour[channel] ?? 0) : grey + (tints[channel] ?? 0);
        rgb[at] = Math.max(0, Math.min(255, base * lit + noise));
      }
    }
  }
  return { width, height, rgb };
}
