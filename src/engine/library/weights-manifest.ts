import { storedBytes } from '../models/tfjs/prepared';
import type { ModelFiles } from '../platform/platform';
import { joinBytes } from '../store/join-bytes';

/** An entry of a TF.js weights manifest; the bytes of consecutive entries follow each other. */
export interface ManifestEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: {
    readonly dtype: string;
    readonly scale?: number;
    readonly min?: number;
  };
}

/** An entry with its bytes, which are a view of the file's. */
export interface StoredWeight {
  readonly entry: ManifestEntry;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The weights of a model one by one, as its manifest lists them. */
export function storedWeights({ json, weights }: ModelFiles): readonly StoredWeight[] {
  const groups = json.weightsManifest as readonly { readonly weights: readonly ManifestEntry[] }[];
  let offset = 0;
  return groups
    .flatMap((group) => group.weights)
    .map((entry) => {
      const length = storedBytes(entry);
      if (offset + length > weights.byteLength) {
        throw new Error(`The weights end before "${entry.name}": the file is cut off.`);
      }
      const bytes = new Uint8Array(weights, offset, length);
      offset += length;
      return { entry, bytes };
    });
}

/** Puts other weights in the place of a model's own. */
export function withWeights(
  json: ModelFiles['json'],
  weights: readonly StoredWeight[],
): { readonly json: ModelFiles['json']; readonly weights: ArrayBuffer } {
  const joined = joinBytes(weights.map(({ bytes }) => bytes));
  const manifest = [{ paths: ['weights.bin'], weights: weights.map(({ entry }) => entry) }];
  return { json: { ...json, weightsManifest: manifest }, weights: joined.buffer };
}

/** A float weight as numbers; `undefined` for one that holds whole numbers or truths. */
export function readFloats({ entry, bytes }: StoredWeight): Float32Array<ArrayBuffer> | undefined {
  if (entry.dtype !== 'float32') return undefined;
  const { dtype = 'float32', scale = 1, min = 0 } = entry.quantization ?? {};
  // A copy: views of more than a byte must start at a multiple of their width.
  const { buffer } = bytes.slice();
  if (dtype === 'float32') return new Float32Array(buffer);
  if (dtype === 'float16') return Float32Array.from(new Uint16Array(buffer), fromHalf);
  const steps = dtype === 'uint8' ? new Uint8Array(buffer) : new Uint16Array(buffer);
  return Float32Array.from(steps, (step) => step * scale + min);
}

/** IEEE 754 half precision. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Numbers as an unquantised entry. */
export const floatWeight = (
  name: string,
  shape: readonly number[],
  values: Float32Array<ArrayBuffer>,
): StoredWeight => ({
  entry: { name, shape, dtype: 'float32' },
  bytes: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
});
