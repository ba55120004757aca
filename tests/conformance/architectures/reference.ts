import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { architectureOf } from '../../../src/plan/architectures/index';
import type { NetworkSpec } from '../../../src/plan/architectures/network';
import { type ParameterSpec, parametersOf } from '../../../src/plan/architectures/parameters';
import { layerShapes, sizeOf } from '../../../src/plan/architectures/shapes';
import type { Case } from './cases';

const PYTHON = '/usr/bin/python3';
const SCRIPT = fileURLToPath(new URL('torchvision_outputs.py', import.meta.url));
const MOST_BYTES = 2 ** 30;

/** A network's results; maps are [images, height, width, channels], gradients in PyTorch's layout. */
export interface Results {
  /** By block. */
  readonly outputs: ReadonlyMap<string, Float32Array>;
  /** By parameter; of running statistics, their values behind the pass. Empty where none were asked for. */
  readonly gradients: ReadonlyMap<string, Float32Array>;
}

/** What torchvision has to say besides of a full-size network. */
export interface Reference extends Results {
  /** The outputs when all is computed in float64, by block. Empty where they were not asked for. */
  readonly exact: ReadonlyMap<string, Float32Array>;
  /** What batch norm was given, by parameter. Empty where the case is not calibrated. */
  readonly statistics: ReadonlyMap<string, Float32Array>;
}

export function networkOf({ id, width, classes }: Case): NetworkSpec {
  const architecture = architectureOf(id);
  if (!architecture) throw new Error(`There is no architecture "${id}".`);
  return architecture.build({ width, classes });
}

/** Why torchvision cannot be asked here; `undefined` when it can. */
export function whyNoTorchvision(): string | undefined {
  const { status } = spawnSync(PYTHON, ['-c', 'import torchvision']);
  return status === 0
    ? undefined
    : `torchvision is not installed for ${PYTHON} (Debian: python3-torchvision)`;
}

/** What torchvision's network gives with drawn weights. Throws an Error with its words when it does not run. */
export function askTorchvision(about: Case): Reference {
  const network = networkOf(about);
  const parameters = parametersOf(network, about.side);
  const blocks = network.blocks.map(({ name }) => name);
  const asked = { ...about, blocks, parameters: parameters.map(({ name, shape }) => [name, shape]) };
  const { status, stdout, stderr } = spawnSync(PYTHON, [SCRIPT], {
    input: JSON.stringify(asked),
    maxBuffer: MOST_BYTES,
  });
  if (status !== 0) throw new Error(`torchvision could not run ${about.id}: ${stderr.toString().trim()}`);
  const numbers = new Float32Array(stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.length));
  return divide(numbers, about, network, parameters);
}

function divide(
  numbers: Float32Array,
  { side, images, gradients, calibrated, exact }: Case,
  network: NetworkSpec,
  parameters: readonly ParameterSpec[],
): Reference {
  const shapes = layerShapes(network, [side, side]);
  let offset = 0;
  const take = (count: number): Float32Array => {
    offset += count;
    return numbers.subarray(offset - count, offset);
  };
  const takeOutputs = () =>
    new Map(network.blocks.map(({ name }) => [name, take(images * sizeOf(shapes.get(name) ?? []))]));
  const takeParameters = (wanted: readonly ParameterSpec[]) =>
    new Map(wanted.map(({ name, shape }) => [name, take(sizeOf(shape))]));
  // In the order that the script writes them.
  const results: Reference = {
    outputs: takeOutputs(),
    gradients: takeParameters(gradients ? parameters : []),
    statistics: takeParameters(calibrated ? parameters.filter(({ role }) => role === 'state') : []),
    exact: exact ? takeOutputs() : new Map(),
  };
  if (offset !== numbers.length) {
    throw new Error(`torchvision gave ${numbers.length} numbers. Expected ${offset}: shapes differ.`);
  }
  return results;
}
