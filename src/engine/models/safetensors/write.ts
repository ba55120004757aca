import { LENGTH_BYTES } from './header';

/** A float32 tensor to be written; `data` is row-major. */
export interface NamedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** The format asks that the values begin at a multiple of 8. */
const ALIGNMENT = 8;
const FLOAT_BYTES = 4;

/**
 * Tensors as a safetensors file (github.com/huggingface/safetensors, "Format"), in the order given.
 * Names are unique; the name `__metadata__` is taken. Throws an Error otherwise.
 */
export function writeSafetensors(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const entries: [string, unknown][] = Object.keys(metadata).length > 0 ? [['__metadata__', metadata]] : [];
  const names = new Set(['__metadata__']);
  let length = 0;
  for (const { name, shape, data } of tensors) {
    if (names.has(name)) throw new Error(`Two tensors are called "${name}".`);
    names.add(name);
    const count = shape.reduce((product, side) => product * side, 1);
    if (count !== data.length)
      throw new Error(`"${name}" has ${data.length} values, but its shape says ${count}.`);
    entries.push([name, { dtype: 'F32', shape, data_offsets: [length, length + FLOAT_BYTES * count] }]);
    length += FLOAT_BYTES * count;
  }
  const json = new TextEncoder().encode(jsonObject(entries));
  const padded = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
  const file = new Uint8Array(LENGTH_BYTES + padded + length);
  new DataView(file.buffer).setBigUint64(0, BigInt(padded), true);
  file.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + padded);
  file.set(json, LENGTH_BYTES);
  const values = new Float32Array(file.buffer, LENGTH_BYTES + padded);
  let at = 0;
  for (const { data } of tensors) {
    values.set(data, at);
    at += data.length;
  }
  return file;
}

/** By hand, since an object would put keys like `1` first and take `__proto__` for something else. */
const jsonObject = (entries: readonly (readonly [string, unknown])[]): string =>
  `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;
