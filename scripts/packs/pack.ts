import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatasetIndex, SampleEntry } from '../../src/plan/catalog.ts';

/** A sample before it has a place in `data.bin`. */
export interface PackedSample extends Omit<SampleEntry, 'offset' | 'length'> {
  readonly bytes: Uint8Array;
}

export interface Pack extends Omit<DatasetIndex, 'id' | 'samples' | 'skipped'> {
  /** The folder's name, and the id's part before `@`. */
  readonly folder: string;
  readonly samples: readonly PackedSample[];
}

/** Lays the samples one after the other and names the result by its content. */
export function assemble({ folder, samples, ...about }: Pack): { index: DatasetIndex; data: Uint8Array } {
  let offset = 0;
  const entries = samples.map(({ bytes, ...sample }): SampleEntry => {
    const entry = { ...sample, offset, length: bytes.length };
    offset += bytes.length;
    return entry;
  });
  const data = Buffer.concat(samples.map(({ bytes }) => bytes));
  const content = { ...about, samples: entries, skipped: [] };
  const hash = createHash('sha256').update(JSON.stringify(content)).update(data).digest('hex');
  return { index: { id: `${folder}@${hash.slice(0, 12)}`, ...content }, data };
}

/** Writes `<publicDir>/data/<folder>/{index.json,data.bin}`. */
export function writePack(publicDir: string, pack: Pack): DatasetIndex {
  const { index, data } = assemble(pack);
  const folder = join(publicDir, 'data', pack.folder);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.json'), `${JSON.stringify(index)}\n`);
  writeFileSync(join(folder, 'data.bin'), data);
  return index;
}
