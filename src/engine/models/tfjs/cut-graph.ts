import { ancestors } from '../ancestors.ts';
import { ModelError } from '../model-error.ts';
import { type PreparedModel, selectWeights, type WeightSpec } from './prepared.ts';

/** A node of a GraphModel's file. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Record<string, unknown>;
}

export interface GraphTopology extends Record<string, unknown> {
  readonly node: readonly GraphNode[];
}

/** `name:1`, `^name` and `name` all refer to the node `name`. */
export const nodeName = (input: string): string => input.replace(/^\^/, '').replace(/:\d+$/, '');

/** The names of `output` and of every node it depends on. */
export function nodesUpTo(nodes: readonly GraphNode[], output: string): ReadonlySet<string> {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  return ancestors(output, (name) => {
    const node = byName.get(name);
    if (!node) throw new ModelError('bad-tfjs', `The graph has no node "${name}".`);
    return (node.input ?? []).map(nodeName);
  });
}

const shapeOf = (sizes: readonly number[]) => ({ dim: sizes.map((size) => ({ size: String(size) })) });
const ANY_IMAGE = [-1, -1, -1, 3];

/** Makes the placeholder take any number of images of any size. */
function widen(node: GraphNode): GraphNode {
  if (node.op !== 'Placeholder') return node;
  return { ...node, attr: { ...node.attr, shape: { shape: shapeOf(ANY_IMAGE) } } };
}

/**
 * A TF.js GraphModel cut at `output`: what only the removed part needed is dropped, nothing else
 * changes, so every remaining node computes what it computed before. Its placeholder takes images of
 * any size.
 */
export function cutGraphModel(
  topology: GraphTopology,
  inputs: readonly string[],
  specs: readonly WeightSpec[],
  weights: Uint8Array,
  output: string,
): PreparedModel {
  const needed = nodesUpTo(topology.node, output);
  const node = topology.node.filter(({ name }) => needed.has(name)).map(widen);
  const tensor = (name: string, sizes: readonly number[]) => ({
    [name]: { name, dtype: 'DT_FLOAT', tensorShape: shapeOf(sizes) },
  });
  return {
    format: 'graph-model',
    modelTopology: { ...topology, node },
    signature: {
      inputs: Object.assign({}, ...inputs.map((name) => tensor(name, ANY_IMAGE))),
      outputs: tensor(output, [-1, -1, -1, -1]),
    },
    ...selectWeights(specs, weights, (name) => needed.has(name)),
  };
}
