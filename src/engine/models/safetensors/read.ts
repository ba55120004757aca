import type { RandomAccess } from '../../data/import/source';
import { checkModelSize } from '../limits';
import { ModelError } from '../model-error';
import { decodeFloats, isFloat } from './dtypes';
import { headerLength, LENGTH_BYTES, parseHeader, type SafetensorsHeader, type TensorEntry } from './header';

/** Bytes that are in memory besides the values themselves. A multiple of every value's size. */
const PIECE_BYTES = 4 * 2 ** 20;

/** Reads what a safetensors file holds, without its values. Throws a `ModelError` on damage. */
export async function readHeader(file: RandomAccess): Promise<SafetensorsHeader> {
  checkModelSize('The file', file.size);
  const length = headerLength(await file.read(0, Math.min(LENGTH_BYTES, file.size)), file.size);
  return parseHeader(await file.read(LENGTH_BYTES, length), file.size);
}

/** Reads the values of one floating-point tensor into `target`, piece by piece. */
export async function readFloats(
  file: RandomAccess,
  { name, dtype, start, end }: TensorEntry,
  target: Float32Array,
): Promise<void> {
  if (!isFloat(dtype)) {
    throw new ModelError('not-floats', `The tensor "${name}" holds no floating-point numbers.`, {
      expected: 'F32, F16, BF16 or F64',
      received: dtype,
    });
  }
  const perValue = target.length === 0 ? 1 : (end - start) / target.length;
  for (let at = start; at < end; at += PIECE_BYTES) {
    const bytes = await file.read(at, Math.min(PIECE_BYTES, end - at));
    const from = (at - start) / perValue;
    decodeFloats(bytes, dtype, target.subarray(from, from + bytes.length / perValue));
  }
}
