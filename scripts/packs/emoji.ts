import sharp from 'sharp';
import { type ChosenEmoji, chooseEmoji } from './choose-emoji.ts';
import { readIconSet } from './icon-set.ts';
import type { Pack, PackedSample } from './pack.ts';

const SIDE = 96;
/** The first one names the emoji and their groups. */
const VENDORS = ['twemoji', 'noto', 'openmoji', 'fluent-emoji-flat', 'emojione'];
/** Unicode's groups but for flags, which are not a visual kind. */
const GROUPS = [
  'Smileys & Emotion',
  'People & Body',
  'Animals & Nature',
  'Food & Drink',
  'Travel & Places',
  'Activities',
  'Objects',
  'Symbols',
];

/** An SVG drawn to fit 96×96 pixels, on white. */
async function render(svg: string): Promise<Buffer> {
  const box = /viewBox="\S+ \S+ (\S+) (\S+)"/.exec(svg);
  const longer = Math.max(Number(box?.[1]), Number(box?.[2]));
  // librsvg draws at 72 dots an inch: this density makes the longer side 96 pixels, without resampling.
  return sharp(Buffer.from(svg), { density: (72 * SIDE) / longer })
    .resize(SIDE, SIDE, { fit: 'contain', background: '#ffffff00' })
    .flatten({ background: '#ffffff' })
    .removeAlpha()
    .raw()
    .toBuffer();
}

/** The smaller of lossless WebP and PNG with a palette of 256 colours. */
async function encode(rgb: Buffer): Promise<{ bytes: Buffer; extension: string }> {
  const image = sharp(rgb, { raw: { width: SIDE, height: SIDE, channels: 3 } });
  const webp = await image.clone().webp({ lossless: true, effort: 6 }).toBuffer();
  const png = await image.clone().png({ palette: true, effort: 10, dither: 0 }).toBuffer();
  return webp.length <= png.length ? { bytes: webp, extension: 'webp' } : { bytes: png, extension: 'png' };
}

async function samplesOf(emoji: ChosenEmoji): Promise<PackedSample[]> {
  const samples: PackedSample[] = [];
  for (const [vendor, svg] of emoji.drawings) {
    const { bytes, extension } = await encode(await render(svg));
    samples.push({
      id: `${emoji.group}/${vendor}/${emoji.name}.${extension}`,
      class: GROUPS.indexOf(emoji.group),
      domain: VENDORS.indexOf(vendor),
      source: emoji.name,
      bytes,
    });
  }
  return samples;
}

/** The same emoji drawn by five vendors; classes are Unicode's groups. */
export async function emojiPack(): Promise<Pack> {
  const chosen = chooseEmoji(VENDORS.map(readIconSet), {
    groups: GROUPS,
    perGroup: 80,
    fewestVendors: 3,
    seed: 1,
  });
  const samples: PackedSample[] = [];
  for (const emoji of chosen) samples.push(...(await samplesOf(emoji)));
  return {
    folder: 'emoji',
    name: 'Emoji of five vendors',
    modality: 'image',
    description:
      'The same emoji drawn by five vendors, 96×96 pixels on white. The class is the Unicode group, the domain is the vendor.',
    licence: 'Twemoji and EmojiOne: CC BY 4.0; Noto: Apache-2.0; OpenMoji: CC BY-SA 4.0; Fluent: MIT',
    classes: GROUPS,
    domains: VENDORS,
    domainLabel: 'Vendor',
    samples,
  };
}
