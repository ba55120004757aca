import { strToU8, zipSync } from 'fflate';
import sharp from 'sharp';

/** A PNG of one colour, `width` × `height`. */
export async function png(colour: string, width: number, height = width): Promise<Uint8Array> {
  const image = sharp({ create: { width, height, channels: 3, background: colour } });
  return new Uint8Array(await image.png().toBuffer());
}

/** `count` pictures of a colour, in files `<folder>/<colour>-<number>.png` that all differ. */
export async function pictures(folder: string, colour: string, count: number): Promise<ZipContent> {
  const sizes = Array.from({ length: count }, (_, place) => 24 + place);
  const files = await Promise.all(sizes.map((size) => png(colour, size)));
  return Object.fromEntries(files.map((bytes, place) => [`${folder}/${colour}-${place + 1}.png`, bytes]));
}

/** Bytes or text by path; a path that ends in `/` is an empty folder. */
export type ZipContent = Readonly<Record<string, Uint8Array | string>>;

export function zip(content: ZipContent): Buffer {
  const files = Object.entries(content).map(([path, data]): [string, Uint8Array] => [
    path,
    typeof data === 'string' ? strToU8(data) : data,
  ]);
  return Buffer.from(zipSync(Object.fromEntries(files), { level: 0 }));
}
