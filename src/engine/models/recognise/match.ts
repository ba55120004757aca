import { CLASSIFIER, type NetworkSpec } from '../../../plan/architectures/network';
import { type ParameterSpec, parametersOf } from '../../../plan/architectures/parameters';
import type { FoundTensor } from './state-dict';

/** How the tensors of a file and the weights of a network fit. */
export interface Match<T extends FoundTensor> {
  readonly network: NetworkSpec;
  readonly fitting: readonly { readonly parameter: ParameterSpec; readonly tensor: T }[];
  readonly missing: readonly ParameterSpec[];
  readonly unexpected: readonly T[];
  readonly misshapen: readonly { readonly parameter: ParameterSpec; readonly tensor: T }[];
}

export function matchNetwork<T extends FoundTensor>(
  network: NetworkSpec,
  tensors: ReadonlyMap<string, T>,
): Match<T> {
  const fitting: { parameter: ParameterSpec; tensor: T }[] = [];
  const misshapen: { parameter: ParameterSpec; tensor: T }[] = [];
  const missing: ParameterSpec[] = [];
  const left = new Map(tensors);
  for (const parameter of parametersOf(network)) {
    const tensor = left.get(parameter.name);
    left.delete(parameter.name);
    if (!tensor) missing.push(parameter);
    else if (hasShape(tensor, parameter)) fitting.push({ parameter, tensor });
    else misshapen.push({ parameter, tensor });
  }
  return { network, fitting, missing, unexpected: [...left.values()], misshapen };
}

/** A dense layer may be written as a convolution over its whole input: the values lie in the same order. */
function hasShape({ shape }: FoundTensor, { layout, shape: expected }: ParameterSpec): boolean {
  const [out = 1, ...rest] = shape;
  const found =
    layout === 'linear' && shape.length === 4
      ? [out, rest.reduce((product, side) => product * side, 1)]
      : shape;
  return found.length === expected.length && found.every((side, axis) => side === expected[axis]);
}

/** The network without the layers behind its last block that is no classifier. */
export function withoutClassifier(network: NetworkSpec): NetworkSpec {
  const blocks = network.blocks.filter(({ stage }) => stage !== CLASSIFIER);
  const end = network.layers.findIndex(({ name }) => name === blocks.at(-1)?.name);
  return { ...network, layers: network.layers.slice(0, end + 1), blocks };
}

/** Whether all that is missing belongs to the classifier. */
export function lacksOnlyClassifier<T extends FoundTensor>({
  network,
  missing,
  misshapen,
}: Match<T>): boolean {
  if (missing.length === 0 || misshapen.length > 0) return false;
  const features = new Set(withoutClassifier(network).layers.map(({ name }) => name));
  return missing.every(({ layer }) => !features.has(layer));
}

/** The last block that fits with all before it; `undefined` when not even the first does. */
export function wholeUpTo<T extends FoundTensor>({
  network,
  missing,
  misshapen,
}: Match<T>): string | undefined {
  const lacking = new Set(
    [...missing, ...misshapen.map(({ parameter }) => parameter)].map(({ layer }) => layer),
  );
  let whole: string | undefined;
  const ends = new Set(network.blocks.map(({ name }) => name));
  for (const { name } of network.layers) {
    if (lacking.has(name)) return whole;
    if (ends.has(name)) whole = name;
  }
  return whole;
}
