import sharp from 'sharp';
import { readPackageFile } from '../models/package-files.ts';
import type { Pack, PackedSample } from './pack.ts';

const SIDE = 28;
const PIXELS = SIDE * SIDE;

/**
 * The grey values of every image of one digit. The package stores value / 255 rounded to three
 * decimals: at most 0.1275 grey levels off, so rounding gives the original byte back.
 */
export function readDigit(digit: number): Uint8Array[] {
  const json = JSON.parse(readPackageFile('mnist', `src/digits/${digit}.json`).toString('utf8')) as {
    data: number[];
  };
  const grey = Uint8Array.from(json.data, (value) => Math.round(value * 255));
  return Array.from({ length: grey.length / PIXELS }, (_, i) => grey.subarray(i * PIXELS, (i + 1) * PIXELS));
}

/** A 28×28 grey image as lossless WebP: 40 % of its size as PNG. */
const encode = (grey: Uint8Array): Promise<Buffer> =>
  sharp(grey, { raw: { width: SIDE, height: SIDE, channels: 1 } })
    .webp({ lossless: true, effort: 6 })
    .toBuffer();

/** 10,000 handwritten digits of MNIST, white on black. */
export async function digitsPack(): Promise<Pack> {
  const samples: PackedSample[] = [];
  for (let digit = 0; digit < 10; digit++) {
    for (const [i, grey] of readDigit(digit).entries()) {
      const id = `${digit}/${String(i).padStart(4, '0')}.webp`;
      samples.push({ id, class: digit, bytes: await encode(grey) });
    }
  }
  return {
    folder: 'digits',
    name: 'Handwritten digits (MNIST)',
    modality: 'image',
    description:
      'The first 10,000 images of the MNIST training set: handwritten digits, 28×28 pixels, white on black.',
    licence: 'MNIST by Yann LeCun, Corinna Cortes and Christopher Burges: CC BY-SA 3.0; package mnist: MIT',
    classes: Array.from({ length: 10 }, (_, digit) => String(digit)),
    domains: [],
    samples,
  };
}
