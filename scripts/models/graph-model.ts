import { readPackageFile } from './package-files.ts';
import { type PreparedModel, selectWeights, type WeightSpec } from './prepared.ts';

interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Record<string, unknown>;
}

interface GraphModelJson {
  readonly modelTopology: { readonly node: readonly GraphNode[] } & Record<string, unknown>;
  readonly signature: { readonly inputs: Record<string, unknown> };
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: readonly WeightSpec[];
  }[];
}

/** `name:1`, `^name` and `name` all refer to the node `name`. */
const nodeName = (input: string): string => input.replace(/^\^/, '').replace(/:\d+$/, '');

/** The names of `output` and of every node it depends on. */
function ancestors(nodes: readonly GraphNode[], output: string): Set<string> {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const needed = new Set<string>();
  const open = [output];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (needed.has(name)) continue;
    const node = byName.get(name);
    if (!node) throw new Error(`The graph has no node "${name}".`);
    needed.add(name);
    open.push(...(node.input ?? []).map(nodeName));
  }
  return needed;
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
 * changes, so every remaining node computes what it computed before.
 */
export function readGraphModel(packageName: string, file: string, output: string): PreparedModel {
  const json = JSON.parse(readPackageFile(packageName, file).toString('utf8')) as GraphModelJson;
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const paths = json.weightsManifest.flatMap((group) => group.paths);
  const weights = Buffer.concat(paths.map((path) => readPackageFile(packageName, folder + path)));
  const needed = ancestors(json.modelTopology.node, output);
  const node = json.modelTopology.node.filter(({ name }) => needed.has(name)).map(widen);
  const inputs = Object.keys(json.signature.inputs);
  const tensor = (name: string, sizes: readonly number[]) => ({
    [name]: { name, dtype: 'DT_FLOAT', tensorShape: shapeOf(sizes) },
  });
  return {
    format: 'graph-model',
    modelTopology: { ...json.modelTopology, node },
    signature: {
      inputs: Object.assign({}, ...inputs.map((name) => tensor(name, ANY_IMAGE))),
      outputs: tensor(output, [-1, -1, -1, -1]),
    },
    ...selectWeights(
      json.weightsManifest.flatMap((group) => group.weights),
      weights,
      (name) => needed.has(name),
    ),
  };
}
