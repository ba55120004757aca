import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Networks that were pretrained here, `npm run pretrain`, and are kept in the repository. */
const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../../pretrained');

/** The ids of the small family. */
export const pretrainedIds = (): string[] =>
  readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/** Bytes of `model.json` and `weights.bin`. */
export const readPretrained = (id: string): Record<'model.json' | 'weights.bin', Buffer> => ({
  'model.json': readFileSync(join(FOLDER, id, 'model.json')),
  'weights.bin': readFileSync(join(FOLDER, id, 'weights.bin')),
});
