import type { BlockInfo, Tunable } from '../catalog';
import { type KernelMatrix, lowRank } from '../tuning';
import { type Chain, chainLayers, divideLayers } from './chains';
import { type LayerLink, linkOf } from './links';
import { type NormMode, stepMemory } from './memory';
import { INPUT, type NetworkSpec } from './network';
import { layerParameters, type ParameterSpec } from './parameters';
import { layerShapes, type Shape, sizeOf } from './shapes';

/**
 * What the compiler wants to know of a network's blocks for images of `side` × `side`, counted from its
 * layers alone; `undefined` where nothing is left of so small an image.
 */
export function describeNetwork(
  network: NetworkSpec,
  side: number,
  mode: NormMode = 'stored',
): readonly BlockInfo[] | undefined {
  const shapes = layerShapes(network, [side, side]);
  const shapeOf = (name: string): Shape => shapes.get(name) ?? [0, 0, 0];
  if ([...shapes.values()].some((shape) => sizeOf(shape) < 1)) return undefined;
  const names = network.blocks.map(({ name }) => name);
  return divideLayers(network.layers.map(linkOf), names).map((links, i): BlockInfo => {
    const { name = '', label = '', stage } = network.blocks[i] ?? {};
    const chains = chainLayers(links, name);
    const parameters = links.flatMap(({ spec }) => layerParameters(spec, shapeOf(spec.inputs[0] ?? '')));
    const total = (counted: typeof parameters) => counted.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    const start = i === 0 ? INPUT : (names[i - 1] ?? '');
    return {
      name,
      label,
      stage,
      params: total(parameters),
      stored: total(parameters.filter(({ role }) => role === 'state')),
      folded: chains.filter(({ norm }) => norm).length,
      shape: shapeOf(name),
      flops: 2 * links.reduce((sum, link) => sum + multiplyAdds(link, shapeOf), 0),
      activation: peakOf(chains, start, shapeOf, mode),
      kept: keptBy(chains, start, shapeOf, mode),
      tunable: tunableOf(parameters),
    };
  });
}

function tunableOf(parameters: readonly ParameterSpec[]): Tunable {
  const total = (...roles: readonly ParameterSpec['role'][]): number =>
    parameters.reduce((sum, { role, shape }) => sum + (roles.includes(role) ? sizeOf(shape) : 0), 0);
  return {
    biases: total('bias', 'shift'),
    norms: total('norm', 'shift'),
    kernels: parameters
      .filter(({ role }) => role === 'kernel')
      .map(kernelMatrix)
      .filter((kernel) => lowRank(kernel, 1) > 0),
  };
}

/** As the engine lays kernels out: a depthwise one has a single output behind all its channels. */
function kernelMatrix({ layout, shape }: ParameterSpec): KernelMatrix {
  const columns = layout === 'depthwise' ? 1 : (shape[0] ?? 1);
  return [sizeOf(shape) / columns, columns];
}

type ShapeOf = (name: string) => Shape;

/** As is usual, only convolutions and dense layers count. */
function multiplyAdds({ spec }: LayerLink, shapeOf: ShapeOf): number {
  const input = shapeOf(spec.inputs[0] ?? '');
  const [kernel] = layerParameters(spec, input);
  if (!kernel || (spec.op !== 'conv' && spec.op !== 'linear')) return 0;
  const [height, width] = shapeOf(spec.name);
  return sizeOf(kernel.shape) * height * width;
}

/** Copies of a block's input: the caller's, the block's own, and what it hands to its first layer … */
const INPUT_COPIES = 3;
/** … and of an image while it is scaled and shifted. */
const IMAGE_COPIES = 5;
/** Of these, what the backward pass keeps of an image. */
const IMAGE_KEPT = 2;

/** Most values at once in a forward pass; what nothing needs any more is dropped. */
function peakOf(
  chains: readonly Chain<LayerLink>[],
  start: string,
  shapeOf: ShapeOf,
  mode: NormMode,
): number {
  const uses = new Map<string, number>();
  for (const name of chains.flatMap(({ inputs }) => inputs)) uses.set(name, (uses.get(name) ?? 0) + 1);
  const own = sizeOf(shapeOf(start));
  let alive = INPUT_COPIES * own;
  let peak = start === INPUT ? IMAGE_COPIES * own : alive;
  for (const chain of chains) {
    const output = shapeOf(chain.output);
    alive += sizeOf(output);
    peak = Math.max(peak, alive + stepMemory(chain, chain.inputs.map(shapeOf), output, mode).passing);
    for (const name of chain.inputs) {
      const left = (uses.get(name) ?? 0) - 1;
      uses.set(name, left);
      if (left === 0) alive -= sizeOf(shapeOf(name));
    }
  }
  return peak;
}

function keptBy(
  chains: readonly Chain<LayerLink>[],
  start: string,
  shapeOf: ShapeOf,
  mode: NormMode,
): number {
  const saved = chains.reduce(
    (sum, chain) => sum + stepMemory(chain, chain.inputs.map(shapeOf), shapeOf(chain.output), mode).saved,
    0,
  );
  const taken = start === INPUT ? IMAGE_KEPT * sizeOf(shapeOf(start)) : 0;
  return saved + taken + sizeOf(shapeOf(chains.at(-1)?.output ?? start));
}
