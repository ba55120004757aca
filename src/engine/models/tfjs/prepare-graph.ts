import { type LoadedNetwork, loadNetwork } from '../describe/loaded-network';
import { cutPoints, deepestNode, inOrder } from '../describe/network-graph';
import type { LayerWeights, PreparedBackbone } from '../keras/prepare-layers';
import { isObject, type KerasObject, objectsIn, textIn } from '../keras/topology';
import { ModelError } from '../model-error';
import { cutGraphModel, type GraphNode, type GraphTopology, nodeName, nodesUpTo } from './cut-graph';
import { modelFilesOf, type PreparedModel } from './prepared';

/** Of models whose placeholder takes any size. */
const ANY_SIDE = 224;
/** Another side, to see whether a model takes more than one. */
const OTHER_SIDE = 96;
const LARGE_SIDE = 320;

/** Operations that decide at run time what runs: nothing to cut, and no gradient. */
const CONTROL_FLOW = new Set(
  'Switch Merge Enter Exit NextIteration LoopCond If StatelessIf While StatelessWhile TensorListReserve TensorListFromTensor TensorListStack TensorListGetItem TensorListSetItem TensorArrayV3 TensorArrayReadV3 TensorArrayWriteV3'.split(
    ' ',
  ),
);

/**
 * The part of a GraphModel that can be a backbone: all up to the last place where one map holds what
 * follows. Needs a backend: shapes are found by running it.
 */
export async function prepareGraph(json: KerasObject, weights: LayerWeights): Promise<PreparedBackbone> {
  const topology = topologyIn(json);
  const needed = nodesUpTo(topology.node, deepestOutput(topology.node, json));
  const nodes = topology.node.filter(({ name }) => needed.has(name));
  const placeholder = onlyPlaceholder(nodes);
  const { side, error } = imageSide(placeholder);
  if (error) throw error;
  const inputs = [placeholder.name];
  const graph = nodes.map(({ name, input = [] }) => ({
    name,
    inputs: input.map(nodeName),
    params: 0,
    stored: 0,
    multiplyAddsPerOutput: 0,
  }));
  const output = deepestNode(inOrder(graph), placeholder.name);
  const cutAt = (name: string): PreparedModel =>
    cutGraphModel(topology, inputs, weights.specs, weights.bytes, name);
  const { last, anySize } = await lastMap(cutAt(output), topology.node, side ?? ANY_SIDE);
  const model = cutAt(last);
  const left = topology.node.length - (model.modelTopology as unknown as GraphTopology).node.length;
  return {
    model,
    // What was made for large images takes smaller ones too, where it can: they take less time.
    ...(side !== undefined && (side <= LARGE_SIDE || !anySize) && { side }),
    ...(!anySize && { fixedSize: true }),
    scalesPixels: false,
    leftOut:
      left > 0
        ? [`What follows "${last}" (${left} operations and weights) is not part of the backbone.`]
        : [],
  };
}

function topologyIn(json: KerasObject): GraphTopology {
  const topology = isObject(json.modelTopology) ? json.modelTopology : {};
  const nodes = objectsIn(topology.node);
  if (
    nodes.length === 0 ||
    !nodes.every((node) => typeof node.name === 'string' && typeof node.op === 'string')
  ) {
    throw new ModelError('bad-tfjs', 'The graph in the model.json is damaged.');
  }
  const node = nodes.map((each): GraphNode => {
    const { input = [] } = each;
    const names: readonly unknown[] = Array.isArray(input) ? input : [];
    return {
      ...each,
      name: textIn(each.name),
      op: textIn(each.op),
      input: names.map(textIn),
      attr: isObject(each.attr) ? each.attr : {},
    };
  });
  // TF.js cannot do without a version.
  return { versions: { producer: 0 }, ...topology, node };
}

/** Of the signature's outputs, or of the nodes that no other takes, the one that most nodes lead to. */
function deepestOutput(nodes: readonly GraphNode[], json: KerasObject): string {
  const names = new Set(nodes.map(({ name }) => name));
  const signature =
    isObject(json.signature) && isObject(json.signature.outputs) ? json.signature.outputs : {};
  const stated = Object.entries(signature).map(([key, value]) =>
    nodeName(textIn(isObject(value) ? value.name : undefined) || key),
  );
  const taken = new Set(nodes.flatMap(({ input = [] }) => input.map(nodeName)));
  const candidates = stated.filter((name) => names.has(name));
  const ends = candidates.length > 0 ? candidates : [...names].filter((name) => !taken.has(name));
  const sizes = ends.map((name) => ({ name, size: nodesUpTo(nodes, name).size }));
  const [deepest] = sizes.sort((a, b) => b.size - a.size);
  if (!deepest) throw new ModelError('bad-tfjs', 'The graph in the model.json has no output.');
  return deepest.name;
}

function onlyPlaceholder(nodes: readonly GraphNode[]): GraphNode {
  const placeholders = nodes.filter(({ op }) => op === 'Placeholder');
  const [first] = placeholders;
  if (!first || placeholders.length > 1) {
    throw new ModelError('not-for-images', `The model has ${placeholders.length} inputs.`, {
      expected: 'one input, an image',
      received: placeholders.map(({ name }) => name).join(', ') || 'none',
    });
  }
  return first;
}

function imageSide({ attr = {} }: GraphNode): { readonly side?: number; readonly error?: ModelError } {
  const shape = isObject(attr.shape) && isObject(attr.shape.shape) ? attr.shape.shape : {};
  const sides = objectsIn(shape.dim).map(({ size }) => Number(size));
  const fits = sides.length === 0 || (sides.length === 4 && (sides[3] === 3 || sides[3] === -1));
  if (!fits) {
    return {
      error: new ModelError(
        'not-for-images',
        'The model does not take colour images with their channels last.',
        {
          expected: 'an input [n, height, width, 3]',
          received: `[${sides.map((side) => (side < 0 ? 'any' : side)).join(', ')}]`,
          hint:
            sides[1] === 3
              ? 'It takes its channels first. Convert it to channels last before exporting.'
              : undefined,
        },
      ),
    };
  }
  const [, height = -1, width = -1] = sides;
  return height > 0 && height === width ? { side: height } : {};
}

interface LastMap {
  readonly last: string;
  /** It takes images of other sizes than the one it was made for. */
  readonly anySize: boolean;
}

/** The last map that can be had of images of more than one size, or else of the size it was made for. */
async function lastMap(model: PreparedModel, nodes: readonly GraphNode[], side: number): Promise<LastMap> {
  const network = await loaded(model, nodes);
  try {
    const cuts = cutPoints(network.graph, network.input);
    const places = network.graph
      .map(({ name }) => name)
      .filter((name) => cuts.has(name) && name !== network.input);
    const isMapAt = async (place: string, of: number): Promise<boolean> => {
      const shape = (await network.shapes(of, [place])).get(place) ?? [];
      return shape.length === 3 && shape.every((length) => length > 0);
    };
    let reason: ModelError | undefined;
    let fixed: string | undefined;
    // From the end: what is behind the last map may not run, and need not.
    for (const place of places.toReversed()) {
      const decides = controlFlow(nodes, place);
      if (decides) {
        reason = dynamic(decides);
        continue;
      }
      try {
        if (fixed === undefined && (await isMapAt(place, side))) fixed = place;
        if (await isMapAt(place, side === OTHER_SIDE ? ANY_SIDE : OTHER_SIDE))
          return { last: place, anySize: true };
      } catch (error) {
        reason = unknownOperation(error, nodes);
      }
    }
    if (fixed !== undefined) return { last: fixed, anySize: false };
    throw reason ?? noMap();
  } finally {
    network.dispose();
  }
}

async function loaded(model: PreparedModel, nodes: readonly GraphNode[]): Promise<LoadedNetwork> {
  try {
    return await loadNetwork(modelFilesOf(model));
  } catch (error) {
    throw unknownOperation(error, nodes);
  }
}

const controlFlow = (nodes: readonly GraphNode[], output: string): GraphNode | undefined => {
  const needed = nodesUpTo(nodes, output);
  return nodes.find(({ name, op }) => needed.has(name) && CONTROL_FLOW.has(op));
};

const dynamic = ({ name, op }: GraphNode): ModelError =>
  new ModelError(
    'dynamic-graph',
    `The node "${name}" (${op}) decides while the network runs what is computed, so it cannot be cut or fine-tuned.`,
    { hint: 'Export the model for inference, with training switched off as a constant.' },
  );

/** TF.js says which operation it does not know, but not where. */
function unknownOperation(error: unknown, nodes: readonly GraphNode[]): ModelError {
  const message = error instanceof Error ? error.message : String(error);
  const op = /Unknown op '([^']+)'/.exec(message)?.[1];
  const node = nodes.find((each) => each.op === op);
  if (op === undefined || !node) {
    return new ModelError('bad-tfjs', `The model cannot be run: ${message.slice(0, 300)}`);
  }
  return new ModelError(
    'unsupported-operation',
    `The node "${node.name}" is a ${op}, which TF.js cannot run.`,
    {
      hint: 'Convert the model again without it, or choose another one.',
    },
  );
}

const noMap = (): ModelError =>
  new ModelError(
    'no-cut',
    'The model has no place where it could be cut: no operation whose output is a map that alone holds all that follows.',
    { expected: 'a convolutional network for images' },
  );
