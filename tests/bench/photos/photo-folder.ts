import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { createRandom } from '../../../src/engine/data/random';
import { drawPhoto, KINDS } from './draw-photo';

export interface PhotoFolder {
  /** Holds one folder a class. */
  readonly path: string;
  remove(): Promise<void>;
}

/** Pictures encoded while the next ones are drawn. */
const AT_ONCE = 8;

/** Writes `classes × perClass` JPEGs into a new folder outside of the project, the same at every call. */
export async function makePhotoFolder(classes: number, perClass: number): Promise<PhotoFolder> {
  if (classes > KINDS) throw new RangeError(`At most ${KINDS} classes can be told apart.`);
  const path = join(await mkdtemp(join(tmpdir(), 'graft-photos-')), 'photos');
  const random = createRandom(1);
  const writing = new Set<Promise<unknown>>();
  for (let kind = 0; kind < classes; kind++) {
    const folder = join(path, `kind-${String(kind).padStart(3, '0')}`);
    mkdirSync(folder, { recursive: true });
    for (let number = 0; number < perClass; number++) {
      const { width, height, rgb } = drawPhoto(kind, random);
      const file = sharp(rgb, { raw: { width, height, channels: 3 } })
        .jpeg({ quality: 80 })
        .toFile(join(folder, `${String(number).padStart(4, '0')}.jpg`));
      writing.add(file);
      void file.finally(() => writing.delete(file));
      if (writing.size >= AT_ONCE) await Promise.race(writing);
    }
  }
  await Promise.all(writing);
  return { path, remove: () => rm(join(path, '..'), { recursive: true, force: true }) };
}
