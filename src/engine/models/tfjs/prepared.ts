import type { ModelFiles } from '../../platform/platform.ts';
import { ModelError } from '../model-error.ts';

/** One entry of a TF.js weights manifest; the bytes of consecutive entries follow each other. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: { readonly dtype: string };
}

/** A model in the TF.js layout: `weights` holds the specs' bytes in their order. */
export interface PreparedModel {
  readonly format: 'graph-model' | 'layers-model';
  readonly modelTopology: Record<string, unknown>;
  /** Graph models only: what goes in and comes out. */
  readonly signature?: Record<string, unknown>;
  readonly specs: readonly WeightSpec[];
  readonly weights: Uint8Array<ArrayBuffer>;
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
export function storedBytes(spec: WeightSpec): number {
  const dtype = spec.quantization?.dtype ?? spec.dtype;
  const width = BYTES[dtype];
  if (width === undefined)
    throw new ModelError('bad-tfjs', `Weight "${spec.name}" has the unknown type "${dtype}".`);
  return spec.shape.reduce((product, side) => product * side, width);
}

/** Keeps only the weights that `keep` names; their order and their bytes stay as they were. */
export function selectWeights(
  specs: readonly WeightSpec[],
  weights: Uint8Array,
  keep: (name: string) => boolean,
): { specs: WeightSpec[]; weights: Uint8Array<ArrayBuffer> } {
  const kept: WeightSpec[] = [];
  const parts: Uint8Array[] = [];
  let offset = 0;
  for (const spec of specs) {
    const end = offset + storedBytes(spec);
    if (end > weights.length)
      throw new ModelError(
        'bad-tfjs',
        `The weights end before "${spec.name}": a file is cut off or missing.`,
      );
    if (keep(spec.name)) {
      kept.push(spec);
      parts.push(weights.subarray(offset, end));
    }
    offset = end;
  }
  if (offset !== weights.length) {
    throw new ModelError(
      'bad-tfjs',
      `The weights have ${weights.length} bytes, but their list names ${offset}.`,
    );
  }
  return { specs: kept, weights: joined(parts) };
}

/** All bytes one behind the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The content of a model.json whose weights are one file beside it. */
export const modelJson = (model: PreparedModel): Record<string, unknown> => ({
  format: model.format,
  modelTopology: model.modelTopology,
  signature: model.signature,
  weightsManifest: [{ paths: ['weights.bin'], weights: model.specs }],
});

export const modelFilesOf = (model: PreparedModel): ModelFiles => ({
  json: modelJson(model),
  weights: model.weights.buffer,
});
