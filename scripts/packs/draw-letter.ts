import sharp from 'sharp';
import type { Random } from '../../src/engine/data/random.ts';
import type { Outline } from './font-outlines.ts';

/** Pixels of a side. */
export const SIDE = 48;
/** Share of the side that the letter's longer side takes. */
const SIZES = [0.5, 0.85] as const;
/** Either way, in degrees. */
const LARGEST_TURN = 12;
/** How far ink and paper are apart at least, in luminance 0–1. */
const LEAST_CONTRAST = 0.35;

type Colour = readonly [red: number, green: number, blue: number];

/** A letter in one ink on one paper: size, place, turn and both colours are drawn by `random`. */
export async function drawLetter({ path, box }: Outline, random: Random): Promise<Buffer> {
  const { minX, minY, maxX, maxY } = box;
  const longer = Math.max(maxX - minX, maxY - minY);
  const size = random.uniform(...SIZES);
  const scale = (SIDE * size) / longer;
  // What is left around the letter bounds how far it is off the middle.
  const slack = (SIDE * (1 - size)) / 3;
  const [x, y] = [random.uniform(-slack, slack), random.uniform(-slack, slack)];
  const turn = random.uniform(-LARGEST_TURN, LARGEST_TURN);
  const { ink, paper } = colours(random);
  const place = [
    `translate(${SIDE / 2 + x} ${SIDE / 2 + y})`,
    `rotate(${turn})`,
    // Fonts count y upwards.
    `scale(${scale} ${-scale})`,
    `translate(${-(minX + maxX) / 2} ${-(minY + maxY) / 2})`,
  ].join(' ');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}"><rect width="100%" height="100%" fill="${css(paper)}"/><path transform="${place}" fill="${css(ink)}" d="${path}"/></svg>`;
  return sharp(Buffer.from(svg)).removeAlpha().webp({ quality: 80, effort: 6 }).toBuffer();
}

function colours(random: Random): { ink: Colour; paper: Colour } {
  for (;;) {
    const [ink, paper] = [colour(random), colour(random)];
    if (Math.abs(luminance(ink) - luminance(paper)) >= LEAST_CONTRAST) return { ink, paper };
  }
}

/** Half of all are near grey. */
function colour(random: Random): Colour {
  const base = random.uniform();
  const spread = random.uniform() < 0.5 ? 0.05 : 0.5;
  const channel = () => Math.round(255 * Math.min(1, Math.max(0, base + random.uniform(-spread, spread))));
  return [channel(), channel(), channel()];
}

/** ITU-R BT.601, 0–1. */
const luminance = ([red, green, blue]: Colour): number => (0.299 * red + 0.587 * green + 0.114 * blue) / 255;

const css = (channels: Colour): string => `rgb(${channels.join(',')})`;
