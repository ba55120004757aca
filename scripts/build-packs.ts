import { writeFileSync } from 'node:fs';
import { summarize } from '../src/plan/shipped/summary.ts';
import { digitsPack } from './packs/digits.ts';
import { emojiPack } from './packs/emoji.ts';
import { type Pack, writePack } from './packs/pack.ts';

/** Writes the shipped datasets under `public/data` and their summaries for the compiler. */
const OUT = 'src/plan/shipped/datasets.generated.json';

const build = async (pack: Promise<Pack>) => {
  const index = writePack('public', await pack);
  const bytes = index.samples.reduce((sum, sample) => sum + sample.length, 0);
  console.log(`${index.id}: ${index.samples.length} samples, ${(bytes / 1e6).toFixed(2)} MB`);
  return summarize(index);
};

const summaries = [await build(emojiPack()), await build(digitsPack())];
writeFileSync(OUT, `${JSON.stringify(summaries, null, 1)}\n`);
