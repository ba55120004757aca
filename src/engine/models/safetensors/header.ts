import { MAX_HEADER_BYTES } from '../limits';
import { ModelError } from '../model-error';
import { type Dtype, isDtype, VALUE_BYTES } from './dtypes';

/** One tensor of a file: `[start, end)` are its bytes from the beginning of the file. */
export interface TensorEntry {
  readonly name: string;
  readonly dtype: Dtype;
  readonly shape: readonly number[];
  readonly start: number;
  readonly end: number;
}

export interface SafetensorsHeader {
  readonly tensors: readonly TensorEntry[];
  /** What the writer noted, e.g. `{ format: 'pt' }`. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** The bytes before the header: its length. */
export const LENGTH_BYTES = 8;
const MAX_TENSORS = 100_000;

const damaged = (message: string, detail: { expected?: string; received?: string } = {}): ModelError =>
  new ModelError('bad-safetensors', `The safetensors file is damaged: ${message}`, {
    ...detail,
    hint: 'Download or export it again.',
  });

/** The length of the header that the first 8 bytes state, for a file of `size` bytes. */
export function headerLength(first: Uint8Array, size: number): number {
  if (first.length < LENGTH_BYTES) throw damaged('it ends before its header begins.');
  const stated = new DataView(first.buffer, first.byteOffset, LENGTH_BYTES).getBigUint64(0, true);
  if (stated > BigInt(MAX_HEADER_BYTES)) {
    throw new ModelError('bad-safetensors', 'This is no safetensors file, or its header is too long.', {
      expected: `a header of at most ${MAX_HEADER_BYTES} bytes`,
      received: `${stated} bytes`,
    });
  }
  if (stated > BigInt(size - LENGTH_BYTES)) throw damaged('it ends inside of its header.');
  return Number(stated);
}

/**
 * Parses and checks a header: every tensor's bytes lie inside of the file, are as many as its shape
 * says, and the tensors follow each other without holes or overlaps, as the format asks.
 */
export function parseHeader(json: Uint8Array, size: number): SafetensorsHeader {
  const start = LENGTH_BYTES + json.length;
  const parsed = parseJson(json);
  const entries = Object.entries(parsed).filter(([name]) => name !== '__metadata__');
  if (entries.length > MAX_TENSORS) {
    throw new ModelError('too-large', `The safetensors file lists ${entries.length} tensors.`, {
      expected: `at most ${MAX_TENSORS}`,
    });
  }
  const tensors = entries.map(([name, value]) => parseEntry(name, value, start, size));
  checkLayout(tensors, start, size);
  return { tensors, metadata: parseMetadata(parsed.__metadata__) };
}

function parseJson(bytes: Uint8Array): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed))
      return parsed as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw damaged('its header is not a JSON object.');
}

function parseMetadata(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function parseEntry(name: string, value: unknown, start: number, size: number): TensorEntry {
  const { dtype, shape, data_offsets: offsets } = (value ?? {}) as Record<string, unknown>;
  if (!isDtype(dtype)) {
    throw new ModelError('unknown-dtype', `The tensor "${name}" has a type that Graft does not read.`, {
      expected: Object.keys(VALUE_BYTES).join(', '),
      received: typeof dtype === 'string' ? dtype.slice(0, 40) : 'no type',
    });
  }
  if (!isNaturals(shape)) throw damaged(`the shape of "${name}" is not a list of whole numbers.`);
  if (!isNaturals(offsets) || offsets.length !== 2)
    throw damaged(`the place of "${name}" is not two whole numbers.`);
  const [from = 0, to = 0] = offsets;
  if (to < from || to > size - start) {
    throw damaged(`"${name}" lies outside of it.`, {
      expected: `bytes up to ${size - start}`,
      received: `[${from}, ${to})`,
    });
  }
  // Checked as it grows: a product beyond 2^53 would be rounded.
  let bytes: number = VALUE_BYTES[dtype];
  for (const side of shape) bytes *= side;
  if (bytes !== to - from) {
    throw damaged(`"${name}" has another length than its shape says.`, {
      expected: `${bytes} bytes for ${dtype} [${shape}]`,
      received: `${to - from} bytes`,
    });
  }
  return { name, dtype, shape, start: start + from, end: start + to };
}

function checkLayout(tensors: readonly TensorEntry[], start: number, size: number): void {
  let at = start;
  for (const { name, start, end } of tensors.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    if (start !== at) {
      throw damaged(
        start < at
          ? `"${name}" overlaps the tensor before it.`
          : `nothing is said of the bytes before "${name}".`,
      );
    }
    at = end;
  }
  if (at !== size)
    throw damaged('it has another length than its header says.', {
      expected: `${at} bytes`,
      received: `${size} bytes`,
    });
}

const isNaturals = (value: unknown): value is number[] =>
  Array.isArray(value) &&
  value.length <= 64 &&
  value.every((each) => Number.isSafeInteger(each) && each >= 0);
