import * as tf from '@tensorflow/tfjs';
import type { NetworkSpec } from '../../plan/architectures/network';
import { parametersOf } from '../../plan/architectures/parameters';
import type { Preprocessing } from '../../plan/catalog';
import type { ModelFiles } from '../platform/platform';
import { halfFloatBits } from './half-float';
import type { WeightMap } from './network';
import { tfShape } from './torch-layout';

/** `model.json` of a network that is data; its weights are TF.js's, by PyTorch's names, in TensorFlow's axes. */
export interface NetworkJson {
  readonly format: 'network';
  readonly network: NetworkSpec;
  readonly preprocessing?: Preprocessing;
  readonly weightsManifest: readonly [
    { readonly paths: readonly string[]; readonly weights: readonly tf.io.WeightsManifestEntry[] },
  ];
}

/** How weights are stored: exactly, in 16 bits, or kernels in 8 bits and all else exactly. */
export type WeightPrecision = 'float32' | 'float16' | 'uint8';

export interface NetworkModel {
  readonly network: NetworkSpec;
  readonly preprocessing?: Preprocessing;
  /** Every weight of the network, in the engine's layout (`torch-layout.ts`). */
  readonly weights: WeightMap;
}

/** The two files of a model. Throws an Error that names a weight which is missing or has another shape. */
export function networkFiles(
  { network, preprocessing, weights }: NetworkModel,
  precision: WeightPrecision = 'float32',
): ModelFiles {
  const stored = parametersOf(network).map((spec) => {
    const weight = weights[spec.name];
    const shape = tfShape(spec);
    if (!weight) throw new Error(`The weight "${spec.name}" is missing.`);
    if (!tf.util.arraysEqual([...weight.shape], shape)) {
      throw new Error(
        `The weight "${spec.name}" does not fit. Expected shape [${shape}]. Received [${weight.shape}].`,
      );
    }
    const how = precision === 'uint8' && spec.role !== 'kernel' ? 'float32' : precision;
    return store(spec.name, shape, weight.data, how);
  });
  const json: NetworkJson = {
    format: 'network',
    network,
    ...(preprocessing && { preprocessing }),
    weightsManifest: [{ paths: ['weights.bin'], weights: stored.map(({ entry }) => entry) }],
  };
  return { json: { ...json }, weights: joined(stored.map(({ bytes }) => bytes)) };
}

interface Stored {
  readonly entry: tf.io.WeightsManifestEntry;
  readonly bytes: Uint8Array;
}

function store(name: string, shape: number[], values: Float32Array, how: WeightPrecision): Stored {
  const entry = { name, shape, dtype: 'float32' as const };
  switch (how) {
    case 'float32':
      return { entry, bytes: bytesOf(values) };
    case 'float16':
      return {
        entry: { ...entry, quantization: { dtype: 'float16' } },
        bytes: bytesOf(Uint16Array.from(values, halfFloatBits)),
      };
    case 'uint8': {
      const min = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
      const max = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
      // Equal values are all 0 steps above the smallest.
      const scale = (max - min) / 255 || 1;
      return {
        entry: { ...entry, quantization: { dtype: 'uint8', min, scale } },
        bytes: Uint8Array.from(values, (value) => Math.round((value - min) / scale)),
      };
    }
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array | Uint16Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

function joined(parts: readonly Uint8Array[]): ArrayBuffer {
  const all = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.byteLength;
  }
  return all.buffer;
}

/** The weights of a model's files, decoded; the caller disposes them. */
export function decodeNetwork({ json, weights }: ModelFiles): {
  readonly network: NetworkSpec;
  readonly weights: tf.NamedTensorMap;
} {
  const { network, weightsManifest } = json as unknown as NetworkJson;
  const specs = weightsManifest.flatMap((group) => group.weights);
  return { network, weights: tf.io.decodeWeights(weights, specs) };
}

export const isNetwork = ({ json }: ModelFiles): boolean => json.format === 'network';
