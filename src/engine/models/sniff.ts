import type { RandomAccess } from '../data/import/source';
import { ModelError } from './model-error';
import { isPickle, isPickleName, refusedPickle } from './sources/http-problems';

export type Container = 'safetensors' | 'json' | 'hdf5' | 'zip';

const HDF5 = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];
const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** The first bytes that are looked at. */
const FIRST_BYTES = 16;
const BRACE = 0x7b;

/** What a file is, by its first bytes and not by its name. Throws a `ModelError` for a pickle and for the unknown. */
export async function sniff(file: RandomAccess, name: string): Promise<Container> {
  const first = await file.read(0, Math.min(FIRST_BYTES, file.size));
  const begins = (bytes: readonly number[]) => bytes.every((byte, i) => first[i] === byte);
  if (begins(HDF5)) return 'hdf5';
  if (begins(ZIP)) {
    if (isPickleName(name)) throw refusedPickle(name);
    return 'zip';
  }
  if (isPickle(first)) throw refusedPickle(name);
  // A safetensors header is JSON too, behind its length.
  if (first[8] === BRACE || /\.safetensors$/i.test(name)) return 'safetensors';
  if (first[0] === BRACE || /^\s*\{/.test(new TextDecoder().decode(first))) return 'json';
  throw new ModelError('unknown-format', `"${name}" is of no format that Graft reads.`, {
    expected: 'safetensors, a TF.js model.json with its shards, a .keras or an .h5 file',
  });
}
