import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { Zip, ZipPassThrough } from 'fflate';
import type { LibraryModel } from '../library/library-model';
import { writeModelFile } from '../library/model-file';
import type { StoredDataset } from '../platform/platform';
import { GRAPH, MANIFEST, type Manifest } from './manifest';

export interface BundleParts {
  /** The graph's JSON. */
  readonly graph: string;
  readonly datasets: readonly StoredDataset[];
  readonly models: readonly LibraryModel[];
}

/** What a zip without its 64-bit extension can count. */
const MOST_FILES = 65_000;
const MOST_BYTES = 4_000_000_000;
/** Equal parts give an equal file: nothing depends on the clock. A zip knows no time before 1980. */
const ZIP_TIME = new Date('1980-01-02T00:00:00Z');

/**
 * Writes a bundle to `sink`, piece by piece: no more than one image or model is in memory at a time.
 * `onProgress` is told the bytes that are done. Throws an Error that says why when it cannot.
 */
export async function writeBundle(
  { graph, datasets, models }: BundleParts,
  sink: (bytes: Uint8Array) => void,
  onProgress: (bytes: number) => void = () => undefined,
): Promise<void> {
  const count = datasets.reduce((sum, { index }) => sum + index.samples.length, 0);
  if (count > MOST_FILES) throw new Error(`A bundle holds at most ${MOST_FILES} images; these are ${count}.`);
  const files: { path: string; bytes: number; sha256: string }[] = [];
  let written = 0;
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    written += bytes.length;
    if (written > MOST_BYTES) throw new Error('A bundle holds at most 4 GB.');
    sink(bytes);
  });
  /** Images and weights hardly shrink: they are stored as they are. */
  const add = (path: string, content: Uint8Array): void => {
    const entry = new ZipPassThrough(path);
    entry.mtime = ZIP_TIME;
    zip.add(entry);
    entry.push(content, true);
    if (path !== MANIFEST) files.push({ path, bytes: content.length, sha256: bytesToHex(sha256(content)) });
    onProgress(written);
  };
  const encode = new TextEncoder();
  add(GRAPH, encode.encode(graph));
  const manifest: Manifest = { format: 'graft-bundle', version: 1, datasets: [], models: [], files };
  for (const [place, { index, read }] of datasets.entries()) {
    const folder = `datasets/${place + 1}/`;
    for (const sample of index.samples) add(folder + sample.id, await read(sample));
    const bytes = index.samples.reduce((sum, { length }) => sum + length, 0);
    manifest.datasets.push({ id: index.id, name: index.name, folder, images: index.samples.length, bytes });
  }
  for (const model of models) {
    const content = await modelFile(model);
    const file = `models/${model.info.id}.model`;
    add(file, content);
    manifest.models.push({ id: model.info.id, label: model.info.label, file, bytes: content.length });
  }
  add(MANIFEST, encode.encode(JSON.stringify(manifest)));
  zip.end();
}

/** A model as the file that the model store keeps. */
async function modelFile(model: LibraryModel): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  await writeModelFile(
    {
      append: (bytes) => parts.push(bytes),
      read: () => {
        throw new Error('What was appended is not read.');
      },
      finish: async () => undefined,
      discard: async () => undefined,
    },
    model,
  );
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
