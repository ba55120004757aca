/** Bytes of one value, for each type that the format names and whose values have whole bytes. */
export const VALUE_BYTES = {
  F64: 8,
  F32: 4,
  F16: 2,
  BF16: 2,
  F8_E4M3: 1,
  F8_E5M2: 1,
  I64: 8,
  I32: 4,
  I16: 2,
  I8: 1,
  U64: 8,
  U32: 4,
  U16: 2,
  U8: 1,
  BOOL: 1,
} as const;

export type Dtype = keyof typeof VALUE_BYTES;

export const isDtype = (text: unknown): text is Dtype =>
  typeof text === 'string' && Object.hasOwn(VALUE_BYTES, text);

/** The types that weights come in. */
export const isFloat = (dtype: Dtype): dtype is 'F64' | 'F32' | 'F16' | 'BF16' =>
  dtype === 'F64' || dtype === 'F32' || dtype === 'F16' || dtype === 'BF16';

/** Writes `bytes`, values of `dtype` in little-endian order, into `target` as float32. */
export function decodeFloats(
  bytes: Uint8Array,
  dtype: 'F64' | 'F32' | 'F16' | 'BF16',
  target: Float32Array,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (dtype) {
    case 'F32':
      for (let i = 0; i < target.length; i++) target[i] = view.getFloat32(4 * i, true);
      return;
    case 'F64':
      for (let i = 0; i < target.length; i++) target[i] = view.getFloat64(8 * i, true);
      return;
    case 'F16':
      for (let i = 0; i < target.length; i++) target[i] = halfToFloat(view.getUint16(2 * i, true));
      return;
    case 'BF16': {
      // The upper half of a float32.
      const bits = new Uint32Array(target.buffer, target.byteOffset, target.length);
      for (let i = 0; i < target.length; i++) bits[i] = view.getUint16(2 * i, true) << 16;
    }
  }
}

/** IEEE 754 binary16: 1 sign, 5 exponent, 10 fraction bits. */
export function halfToFloat(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
