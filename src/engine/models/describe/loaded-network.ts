import * as tf from '@tensorflow/tfjs';
import { chainLayers, divideLayers } from '../../../plan/architectures/chains';
import { linksOf } from '../../networks/layer-chain';
import type { ModelFiles } from '../../platform/platform';
import { nodeName } from '../tfjs/cut-graph';
import type { WeightSpec } from '../tfjs/prepared';
import { inOrder, type NetworkGraph } from './network-graph';

/** A prepared model, running, with what its files say of its structure. */
export interface LoadedNetwork {
  readonly input: string;
  readonly graph: NetworkGraph;
  /** The output shapes (without the batch) of these nodes for one image of `side` × `side`. */
  shapes(side: number, names: readonly string[]): Promise<Map<string, number[]>>;
  /** The output of one node for images [n, side, side, 3] as the network expects them. */
  run(images: tf.Tensor4D, name: string): tf.Tensor;
  /** How many batch norms the engine folds into a convolution, for each block that ends at a boundary. */
  folded(boundaries: readonly string[]): readonly number[];
  dispose(): void;
}

interface ModelJson {
  readonly format: string;
  readonly modelTopology: Record<string, unknown>;
  readonly signature?: Record<string, unknown>;
  readonly weightsManifest: readonly { readonly weights: readonly WeightSpec[] }[];
}

const sizeOf = (specs: readonly WeightSpec[]): number =>
  specs.reduce((sum, spec) => sum + product(spec.shape), 0);

const product = (shape: readonly number[]): number => shape.reduce((result, side) => result * side, 1);

/** Multiply-adds for each output value: kernels are [height, width, in, out] or [in, out], depthwise [h, w, channels, n]. */
const perOutput = (kernel: readonly number[] | undefined, depthwise: boolean): number =>
  kernel ? product(depthwise ? kernel.slice(0, 2) : kernel.slice(0, -1)) : 0;

/** A depthwise convolution gives [channels · n] values where the pointwise one behind it gives `out`. */
function separablePerOutput(depthwise: readonly number[], pointwise: readonly number[]): number {
  const [, , between = 0, out = 1] = pointwise;
  return perOutput(pointwise, false) + (perOutput(depthwise, true) * between) / out;
}

/** Loads a TF.js model to look at it; whoever does disposes it. */
export async function loadNetwork({ json: parsed, weights }: ModelFiles): Promise<LoadedNetwork> {
  const json = parsed as unknown as ModelJson;
  const weightSpecs = json.weightsManifest.flatMap((group) => group.weights);
  const artifacts = {
    modelTopology: json.modelTopology,
    signature: json.signature,
    weightSpecs: weightSpecs as unknown as tf.io.WeightsManifestEntry[],
    weightData: weights,
  };
  const handler = { load: async () => artifacts } as tf.io.IOHandler;
  return json.format === 'graph-model'
    ? graphNetwork(await tf.loadGraphModel(handler), json, weightSpecs)
    : layersNetwork(await tf.loadLayersModel(handler), json, weightSpecs);
}

function graphNetwork(model: tf.GraphModel, json: ModelJson, specs: readonly WeightSpec[]): LoadedNetwork {
  const nodes = json.modelTopology.node as { name: string; op: string; input?: string[] }[];
  const weights = new Map(specs.map((spec) => [spec.name, spec]));
  const graph = inOrder(
    nodes.map(({ name, op, input = [] }) => {
      const weight = weights.get(name);
      const counts = weight?.dtype === 'float32' && weight.shape.length > 0;
      const convolves = op.includes('Conv2D') || op.includes('Conv2d');
      const inputs = input.map(nodeName);
      const kernel = convolves ? weights.get(inputs[1] ?? '')?.shape : undefined;
      return {
        name,
        inputs,
        params: weight && counts ? product(weight.shape) : 0,
        // Batch norm was folded into the convolutions when the model was exported.
        stored: 0,
        multiplyAddsPerOutput: perOutput(kernel, op.includes('Depthwise')),
        pads: op === 'Pad' || op === 'PadV2' || op === 'MirrorPad',
      };
    }),
  );
  const run = (images: tf.Tensor4D, names: readonly string[]) =>
    tf.tidy(() => [model.execute(images, [...names])].flat() as tf.Tensor[]);
  const input = nodes.find(({ op }) => op === 'Placeholder')?.name ?? '';
  return {
    ...asNetwork(input, graph, run),
    folded: (boundaries) => boundaries.map(() => 0),
    dispose: () => model.dispose(),
  };
}

function layersNetwork(model: tf.LayersModel, json: ModelJson, specs: readonly WeightSpec[]): LoadedNetwork {
  type Layer = { name: string; class_name: string; inbound_nodes: [string, ...unknown[]][][] };
  const config = json.modelTopology.model_config as { config: { layers: Layer[] } };
  const graph = inOrder(
    config.config.layers.map(({ name, class_name, inbound_nodes }) => {
      const own = specs.filter((spec) => spec.name.slice(0, spec.name.lastIndexOf('/')) === name);
      const kernelOf = (kind: RegExp) => own.find((spec) => kind.test(spec.name))?.shape;
      const [kernel, pointwise] = [kernelOf(/kernel$/), kernelOf(/pointwise_kernel$/)];
      return {
        name,
        inputs: inbound_nodes.flat().map(([from]) => from),
        params: sizeOf(own),
        stored: sizeOf(own.filter((spec) => /moving_(mean|variance)$/.test(spec.name))),
        multiplyAddsPerOutput:
          kernel && pointwise
            ? separablePerOutput(kernel, pointwise)
            : perOutput(kernel, class_name.startsWith('Depthwise')),
        pads: class_name === 'ZeroPadding2D',
      };
    }),
  );
  const folded = (boundaries: readonly string[]) =>
    divideLayers(linksOf(model), boundaries).map(
      (layers, block) => chainLayers(layers, boundaries[block] ?? '').filter(({ norm }) => norm).length,
    );
  const run = (images: tf.Tensor4D, names: readonly string[]) => {
    const outputs = names.map((name) => model.getLayer(name).output as tf.SymbolicTensor);
    const part = tf.model({ inputs: model.inputs, outputs });
    return tf.tidy(() => [part.predict(images)].flat() as tf.Tensor[]);
  };
  const input = config.config.layers.find(({ class_name }) => class_name === 'InputLayer')?.name ?? '';
  return { ...asNetwork(input, graph, run), folded, dispose: () => model.dispose() };
}

function asNetwork(
  input: string,
  graph: NetworkGraph,
  run: (images: tf.Tensor4D, names: readonly string[]) => tf.Tensor[],
): Omit<LoadedNetwork, 'folded' | 'dispose'> {
  return {
    input,
    graph,
    async shapes(side, names) {
      const image = tf.zeros([1, side, side, 3]) as tf.Tensor4D;
      const outputs = run(image, names);
      const shapes = new Map(names.map((name, i) => [name, outputs[i]?.shape.slice(1) ?? []]));
      tf.dispose([image, outputs]);
      return shapes;
    },
    run(images, name) {
      const [output] = run(images, [name]);
      if (!output) throw new Error(`"${name}" has no output.`);
      return output;
    },
  };
}
