import type { NetworkSpec } from '../../plan/architectures/network';
import { parametersOf } from '../../plan/architectures/parameters';
import type { Preprocessing } from '../../plan/catalog';
import type { RandomAccess } from '../data/import/source';
import { restart } from '../networks/initial';
import type { WeightMap } from '../networks/network';
import { networkBody } from '../networks/network-body';
import type { NetworkJson } from '../networks/network-files';
import { fromTorch, tfShape } from '../networks/torch-layout';
import { readWeights } from '../networks/weights';
import type { ModelFiles } from '../platform/platform';
import type { Match } from './recognise/match';
import type { TensorEntry } from './safetensors/header';
import { readFloats } from './safetensors/read';

interface Reading {
  readonly preprocessing: Preprocessing;
  /** Of weights that the file lacks. */
  readonly seed: number;
  readonly signal?: AbortSignal;
  readonly onTensor?: (done: number, total: number) => void;
}

/**
 * The files of a network whose weights are those tensors of a safetensors file that fit; the others
 * start random. One tensor besides the result is in memory. Random weights need a backend.
 */
export async function networkFromTensors(
  file: RandomAccess,
  { network, fitting, missing, misshapen }: Match<TensorEntry>,
  { preprocessing, seed, signal, onTensor }: Reading,
): Promise<ModelFiles> {
  const parameters = parametersOf(network);
  const total = parameters.reduce((sum, { shape }) => sum + product(shape), 0);
  const weights = new Float32Array(total);
  const tensors = new Map(fitting.map(({ parameter, tensor }) => [parameter.name, tensor]));
  const random = missing.length + misshapen.length > 0 ? await startOf(network, preprocessing, seed) : {};
  let at = 0;
  for (const [done, parameter] of parameters.entries()) {
    signal?.throwIfAborted();
    onTensor?.(done, parameters.length);
    const tensor = tensors.get(parameter.name);
    const count = product(parameter.shape);
    if (tensor) {
      const values = new Float32Array(count);
      await readFloats(file, tensor, values);
      weights.set(fromTorch(parameter, values), at);
    } else {
      const start = random[parameter.name];
      if (!start) throw new Error(`The weight "${parameter.name}" has no start.`);
      weights.set(start.data, at);
    }
    at += count;
  }
  const json: NetworkJson = {
    format: 'network',
    network,
    preprocessing,
    weightsManifest: [
      {
        paths: ['weights.bin'],
        weights: parameters.map((parameter) => ({
          name: parameter.name,
          shape: tfShape(parameter),
          dtype: 'float32',
        })),
      },
    ],
  };
  return { json: { ...json }, weights: weights.buffer };
}

const product = (shape: readonly number[]): number => shape.reduce((result, side) => result * side, 1);

/** All weights as they are before anything is learned. */
async function startOf(network: NetworkSpec, preprocessing: Preprocessing, seed: number): Promise<WeightMap> {
  const names = network.blocks.map(({ name }) => name);
  const body = networkBody(network, names, { size: [USUAL_SIDE, USUAL_SIDE], preprocessing });
  try {
    const parameters = body.parameters(0, names.length);
    restart(parameters, seed);
    return await readWeights(parameters);
  } finally {
    body.dispose();
  }
}

const USUAL_SIDE = 224;
