import { blobAccess, bytesAccess, type RandomAccess } from '../data/import/source';
import type { ImportOutcome, ModelSource, ReadOptions } from '../models/bundle';
import { readHeader } from '../models/safetensors/read';
import type { Platform } from '../platform/platform';
import { GRAFT_KEY } from './export/graft-record';
import { parseGraftRecord, restoreModel, tensorReader } from './restore-model';

/**
 * Reads a safetensors file that Graft wrote itself; `undefined` for any other source. Throws a
 * `ModelError` when the file is damaged.
 */
export async function readOwn(
  source: ModelSource,
  { label, preprocessing }: Pick<ReadOptions, 'label' | 'preprocessing'>,
  platform: Platform,
  signal: AbortSignal,
): Promise<ImportOutcome | undefined> {
  const file = onlyFile(source);
  if (!file) return undefined;
  // What is no safetensors file is for others to tell.
  const header = await readHeader(file).catch(() => undefined);
  const record = header?.metadata[GRAFT_KEY];
  if (!header || record === undefined) return undefined;
  const read = tensorReader(file, header.tensors, signal);
  const model = await restoreModel(parseGraftRecord(record), read, platform);
  const info = {
    ...model.info,
    ...(label !== undefined && { label }),
    ...(preprocessing !== undefined && { preprocessing }),
  };
  return { kind: 'bundle', bundle: { ...model, info }, warnings: [] };
}

function onlyFile(source: ModelSource): RandomAccess | undefined {
  if (source.kind !== 'files') return undefined;
  const [file, another] = source.files.filter(({ name }) => /\.safetensors$/i.test(name));
  if (!file || another) return undefined;
  return file.content instanceof Uint8Array ? bytesAccess(file.content) : blobAccess(file.content);
}
