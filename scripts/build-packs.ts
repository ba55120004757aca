import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { DatasetSummary } from '../src/plan/catalog.ts';
import { summarize } from '../src/plan/shipped/summary.ts';
import { digitsPack } from './packs/digits.ts';
import { emojiPack } from './packs/emoji.ts';
import { lettersPack } from './packs/letters.ts';
import { type Pack, writePack } from './packs/pack.ts';

/**
 * Writes the shipped datasets under `public/data` and their summaries for the compiler:
 * `npm run packs` all of them, `npm run packs -- letters` only those named.
 */
const OUT = 'src/plan/shipped/datasets.generated.json';
const PACKS: Readonly<Record<string, () => Promise<Pack>>> = {
  emoji: emojiPack,
  digits: digitsPack,
  letters: lettersPack,
};

const build = async (pack: Promise<Pack>): Promise<DatasetSummary> => {
  const index = writePack('public', await pack);
  const bytes = index.samples.reduce((sum, sample) => sum + sample.length, 0);
  console.log(`${index.id}: ${index.samples.length} samples, ${(bytes / 1e6).toFixed(2)} MB`);
  return summarize(index);
};

const wanted = process.argv.slice(2);
for (const name of wanted) {
  if (!PACKS[name])
    throw new Error(`There is no pack "${name}". Expected one of ${Object.keys(PACKS).join(', ')}.`);
}
const before = existsSync(OUT) ? (JSON.parse(readFileSync(OUT, 'utf8')) as DatasetSummary[]) : [];
const summaries: DatasetSummary[] = [];
for (const [name, pack] of Object.entries(PACKS)) {
  const known = before.find(({ id }) => id.startsWith(`${name}@`));
  const skips = wanted.length > 0 && !wanted.includes(name) && known !== undefined;
  summaries.push(skips ? known : await build(pack()));
}
writeFileSync(OUT, `${JSON.stringify(summaries, null, 1)}\n`);
