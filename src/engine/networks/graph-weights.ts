import type { Parameter } from './network';

/** What a weight is to the operation that takes it. */
export interface GraphWeight {
  readonly role: Parameter['role'];
  /** Of a depthwise convolution. */
  readonly depthwise: boolean;
  /** A scale or a variance: one where nothing has been learned. */
  readonly scales: boolean;
}

/** A node of a GraphModel's file. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
}

/** Inputs are written `^name` (only order) or `name:output`. */
const nodeOf = (input: string): string => input.replace(/^\^/, '').replace(/:\d+$/, '');

/** What each input after the first is to an operation; others are not weights. */
const WEIGHT_INPUTS: Readonly<Record<string, readonly (Parameter['role'] | undefined)[]>> = {
  Conv2D: ['kernel'],
  DepthwiseConv2dNative: ['kernel'],
  MatMul: ['kernel'],
  BiasAdd: ['bias'],
  _FusedConv2D: ['kernel', 'bias'],
  FusedDepthwiseConv2dNative: ['kernel', 'bias'],
  _FusedMatMul: ['kernel', 'bias'],
  FusedBatchNorm: ['norm', 'shift', 'state', 'state'],
  FusedBatchNormV2: ['norm', 'shift', 'state', 'state'],
  FusedBatchNormV3: ['norm', 'shift', 'state', 'state'],
};

/**
 * The weights of each block by name and role: kernels, biases and norms. Shapes, axes and the numbers
 * inside of activation functions are constants too, but nothing to train.
 */
export function divideWeights(
  nodes: readonly GraphNode[],
  boundaries: readonly string[],
): ReadonlyMap<string, GraphWeight>[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const seen = new Set<string>();
  const taken = new Set<string>();
  return boundaries.map((boundary) => {
    const weights = new Map<string, GraphWeight>();
    const open = [boundary];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      const node = byName.get(name);
      if (!node || seen.has(name)) continue;
      seen.add(name);
      const inputs = (node.input ?? []).map(nodeOf);
      open.push(...inputs);
      (WEIGHT_INPUTS[node.op] ?? []).forEach((role, i) => {
        const weight = inputs[i + 1];
        if (!role || weight === undefined || byName.get(weight)?.op !== 'Const' || taken.has(weight)) return;
        taken.add(weight);
        weights.set(weight, {
          role,
          depthwise: node.op.includes('Depthwise'),
          // Batch norms take γ, β, mean and variance.
          scales: node.op.startsWith('FusedBatchNorm') && (i === 0 || i === 3),
        });
      });
    }
    return weights;
  });
}
