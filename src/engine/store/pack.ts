/** Plain data as JSON beside its typed arrays, which go into sections of their own. */
export interface Packed {
  readonly json: unknown;
  readonly arrays: readonly PlainArray[];
}

export type PlainArray = Float32Array | Int32Array | Uint8Array;

const KINDS = { f32: Float32Array, i32: Int32Array, u8: Uint8Array } as const;
type ArrayKind = keyof typeof KINDS;

/** In place of what JSON cannot say. A name of the data's own that starts with `$` gets a second one. */
const ARRAY = '$array';
const NUMBER = '$number';

/**
 * Takes objects, arrays, strings, numbers (NaN, infinities and −0 too), booleans, null and typed arrays.
 * Properties that are `undefined` are left out.
 */
export function pack(value: unknown): Packed {
  const arrays: PlainArray[] = [];
  const visit = (part: unknown): unknown => {
    if (typeof part === 'number')
      return inJson(part) ? part : { [NUMBER]: Object.is(part, -0) ? '-0' : String(part) };
    if (part === null || typeof part !== 'object') return part;
    if (Array.isArray(part)) return part.map(visit);
    if (ArrayBuffer.isView(part)) return { [ARRAY]: arrays.push(part as PlainArray) - 1, of: kindOf(part) };
    return Object.fromEntries(
      Object.entries(part).map(([name, inner]) => [name.startsWith('$') ? `$${name}` : name, visit(inner)]),
    );
  };
  return { json: visit(value), arrays };
}

/** The value that `pack` took. `bytesOf` gives the bytes of an array by its index, in memory of their own. */
export function unpack(json: unknown, bytesOf: (index: number) => Uint8Array<ArrayBuffer>): unknown {
  const visit = (part: unknown): unknown => {
    if (part === null || typeof part !== 'object') return part;
    if (Array.isArray(part)) return part.map(visit);
    if (NUMBER in part) return Number(part[NUMBER]);
    if (ARRAY in part) return arrayOf(part as unknown as { [ARRAY]: number; of: ArrayKind });
    return Object.fromEntries(
      Object.entries(part).map(([name, inner]) => [
        name.startsWith('$$') ? name.slice(1) : name,
        visit(inner),
      ]),
    );
  };
  const arrayOf = ({ [ARRAY]: index, of }: { [ARRAY]: number; of: ArrayKind }): PlainArray => {
    const bytes = bytesOf(index);
    return new KINDS[of](bytes.buffer, bytes.byteOffset, bytes.length / KINDS[of].BYTES_PER_ELEMENT);
  };
  return visit(json);
}

export const bytesOf = (array: PlainArray): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

const inJson = (value: number): boolean => Number.isFinite(value) && !Object.is(value, -0);

function kindOf(view: ArrayBufferView): ArrayKind {
  const found = (Object.keys(KINDS) as ArrayKind[]).find((kind) => view instanceof KINDS[kind]);
  if (!found) throw new TypeError(`${view.constructor.name} cannot be stored.`);
  return found;
}
