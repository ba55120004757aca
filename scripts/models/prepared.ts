/** One entry of a TF.js weights manifest; the bytes of consecutive entries follow each other. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: { readonly dtype: string };
}

/** A model in the TF.js layout, before it is written: `weights` holds the specs' bytes in their order. */
export interface PreparedModel {
  readonly format: 'graph-model' | 'layers-model';
  readonly modelTopology: Record<string, unknown>;
  /** Graph models only: what goes in and comes out. */
  readonly signature?: Record<string, unknown>;
  readonly specs: readonly WeightSpec[];
  readonly weights: Uint8Array;
}

const BYTES: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  float16: 2,
  uint16: 2,
  uint8: 1,
  bool: 1,
};

/** Bytes that a weight takes on disk, where it may be quantized. */
function storedBytes(spec: WeightSpec): number {
  const dtype = spec.quantization?.dtype ?? spec.dtype;
  const width = BYTES[dtype];
  if (width === undefined) throw new Error(`Weight "${spec.name}" has the unknown type "${dtype}".`);
  return spec.shape.reduce((product, side) => product * side, width);
}

/** Keeps only the weights that `keep` names; their order and their bytes stay as they were. */
export function selectWeights(
  specs: readonly WeightSpec[],
  weights: Uint8Array,
  keep: (name: string) => boolean,
): { specs: WeightSpec[]; weights: Uint8Array } {
  const kept: WeightSpec[] = [];
  const parts: Uint8Array[] = [];
  let offset = 0;
  for (const spec of specs) {
    const end = offset + storedBytes(spec);
    if (end > weights.length) throw new Error(`The weights end before "${spec.name}": the file is cut off.`);
    if (keep(spec.name)) {
      kept.push(spec);
      parts.push(weights.subarray(offset, end));
    }
    offset = end;
  }
  if (offset !== weights.length) {
    throw new Error(`The weights have ${weights.length} bytes, but their list names ${offset}.`);
  }
  return { specs: kept, weights: Buffer.concat(parts) };
}
