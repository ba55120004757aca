import type {
  Activation,
  AveragePoolLayer,
  ConvLayer,
  LayerSpec,
  MaxPoolLayer,
  NetworkSpec,
  Pair,
} from '../../../plan/architectures/network';
import { INPUT } from '../../../plan/architectures/network';
import { layerShapes, type Shape } from '../../../plan/architectures/shapes';
import { windowsAlong } from '../../../plan/architectures/windows';
import type { ModelFiles } from '../../platform/platform';
import { floatWeight, type StoredWeight, storedWeights, withWeights } from '../weights-manifest';
import { type GraphWriter, graphWriter } from './graph-writer';

/**
 * A network that is data as a TF.js GraphModel: what it computes, in TensorFlow's operations, each named
 * as its layer. Pooling with an overhang and dense layers depend on the image's size, so the graph is
 * exact for images of `side` × `side` pixels.
 */
export function networkGraph(files: ModelFiles, side: number): ModelFiles {
  const network = files.json.network as NetworkSpec;
  const weights = new Map(storedWeights(files).map((stored) => [stored.entry.name, stored]));
  const shapes = layerShapes(network, [side, side]);
  const graph = graphWriter();
  graph.placeholder(INPUT, [-1, side, side, network.channels]);
  for (const layer of network.layers) writeLayer(graph, layer, shapes, weights);
  const output = network.layers.at(-1)?.name ?? INPUT;
  const { json, weights: constants } = graph.finish(INPUT, output, network.channels);
  return withWeights(json, constants);
}

type Shapes = ReadonlyMap<string, Shape>;
type Weights = ReadonlyMap<string, StoredWeight>;

function floats(weights: Weights, name: string): StoredWeight {
  const stored = weights.get(name);
  if (!stored) throw new Error(`The network's file has no weight "${name}".`);
  return stored;
}

function writeLayer(graph: GraphWriter, layer: LayerSpec, shapes: Shapes, weights: Weights): void {
  const { name } = layer;
  const [first = INPUT, second = INPUT] = layer.inputs;
  const shape = shapes.get(first) ?? [0, 0, 0];
  switch (layer.op) {
    case 'conv':
      writeConvolution(graph, layer, first, weights);
      return;
    case 'norm': {
      const constants = ['weight', 'bias', 'running_mean', 'running_var'].map((kind) =>
        graph.weight(floats(weights, `${name}.${kind}`)),
      );
      graph.node('FusedBatchNormV3', name, [first, ...constants], {
        epsilon: { f: layer.epsilon },
        is_training: { b: false },
        data_format: { s: 'NHWC' },
      });
      return;
    }
    case 'activation':
      writeActivation(graph, name, first, layer.activation);
      return;
    case 'max-pool':
      writeMaxPool(graph, layer, first, shape);
      return;
    case 'average-pool':
      writeAveragePool(graph, layer, first);
      return;
    case 'adaptive-average-pool':
      writeAdaptivePool(graph, name, first, layer.size, shape);
      return;
    case 'linear':
      writeLinear(graph, name, first, layer.units, shape, weights);
      return;
    case 'dropout':
      graph.node('Identity', name, [first]);
      return;
    case 'add':
      graph.node('AddV2', name, [first, second]);
      return;
    case 'multiply':
      graph.node('Mul', name, [first, second]);
      return;
    case 'concat':
      graph.node('ConcatV2', name, [...layer.inputs, graph.ints(`${name}/axis`, [3], [])], {
        N: { i: String(layer.inputs.length) },
      });
      return;
  }
}

const list = (values: readonly number[]) => ({ list: { i: values.map(String) } });
const along = ([height, width]: Pair) => list([1, height, width, 1]);

/** The name of `input` with so many pixels of `value` around it; the input itself where there are none. */
function padded(
  graph: GraphWriter,
  name: string,
  input: string,
  [top, bottom, left, right]: readonly [number, number, number, number],
  value = 0,
): string {
  if (top + bottom + left + right === 0) return input;
  const sides = graph.ints(`${name}/paddings`, [0, 0, top, bottom, left, right, 0, 0], [4, 2]);
  if (value === 0) graph.node('Pad', `${name}/pad`, [input, sides]);
  else graph.node('PadV2', `${name}/pad`, [input, sides, graph.scalar(`${name}/outside`, value)]);
  return `${name}/pad`;
}

const around = ([rows, columns]: Pair) => [rows, rows, columns, columns] as const;

function writeConvolution(graph: GraphWriter, layer: ConvLayer, input: string, weights: Weights): void {
  const { name, stride, padding, groups, bias } = layer;
  const from = padded(graph, name, input, around(padding));
  const attributes = {
    strides: along(stride),
    dilations: list([1, 1, 1, 1]),
    padding: { s: 'VALID' },
    data_format: { s: 'NHWC' },
  };
  const kernel = graph.weight(floats(weights, `${name}.weight`));
  const op = groups === 'depthwise' ? 'DepthwiseConv2dNative' : 'Conv2D';
  graph.node(op, bias ? `${name}/convolution` : name, [from, kernel], attributes);
  if (!bias) return;
  graph.node('BiasAdd', name, [`${name}/convolution`, graph.weight(floats(weights, `${name}.bias`))], {
    data_format: { s: 'NHWC' },
  });
}

function writeActivation(graph: GraphWriter, name: string, input: string, activation: Activation): void {
  switch (activation) {
    case 'relu':
      graph.node('Relu', name, [input]);
      return;
    case 'relu6':
      graph.node('Relu6', name, [input]);
      return;
    case 'sigmoid':
      graph.node('Sigmoid', name, [input]);
      return;
    case 'hard-sigmoid':
      writeHardSigmoid(graph, name, input);
      return;
    case 'hard-swish':
      writeHardSigmoid(graph, `${name}/gate`, input);
      graph.node('Mul', name, [input, `${name}/gate`]);
      return;
  }
}

/** relu6(x + 3) / 6. */
function writeHardSigmoid(graph: GraphWriter, name: string, input: string): void {
  graph.node('AddV2', `${name}/moved`, [input, graph.scalar(`${name}/three`, 3)]);
  graph.node('Relu6', `${name}/clipped`, [`${name}/moved`]);
  graph.node('Mul', name, [`${name}/clipped`, graph.scalar(`${name}/sixth`, 1 / 6)]);
}

/** Below any value that a network makes: the padding never wins. */
const LOWEST = -3.4e38;

function writeMaxPool(graph: GraphWriter, layer: MaxPoolLayer, input: string, [h, w]: Shape): void {
  const { name, size, stride, padding, ceil } = layer;
  const rows = windowsAlong(h, size[0], stride[0], padding[0], ceil);
  const columns = windowsAlong(w, size[1], stride[1], padding[1], ceil);
  const sides = [rows.before, rows.after, columns.before, columns.after].map((pixels) => Math.max(0, pixels));
  const [top = 0, bottom = 0, left = 0, right = 0] = sides;
  const from = padded(graph, name, input, [top, bottom, left, right], LOWEST);
  graph.node('MaxPool', name, [from], poolAttributes(size, stride));
}

const poolAttributes = (size: Pair, stride: Pair) => ({
  ksize: along(size),
  strides: along(stride),
  padding: { s: 'VALID' },
  data_format: { s: 'NHWC' },
});

/** PyTorch's averages count the zeros of the padding, and so do those of a map that was padded before. */
function writeAveragePool(graph: GraphWriter, layer: AveragePoolLayer, input: string): void {
  const { name, size, stride, padding } = layer;
  const from = padded(graph, name, input, around(padding));
  graph.node('AvgPool', name, [from], poolAttributes(size, stride));
}

/** Two products with the shares that each output has in the pixels, along the rows and along the columns. */
function writeAdaptivePool(
  graph: GraphWriter,
  name: string,
  input: string,
  [height, width]: Pair,
  [rows, columns, channels]: Shape,
): void {
  if (height === rows && width === columns) graph.node('Identity', name, [input]);
  else if (height === 1 && width === 1) {
    graph.node('Mean', name, [input, graph.ints(`${name}/axes`, [1, 2], [2])], { keep_dims: { b: true } });
  } else {
    const step = (op: string, to: string, from: string, numbers: readonly number[]): string => {
      graph.node(op, `${name}/${to}`, [from, graph.ints(`${name}/${to}_of`, numbers, [numbers.length])]);
      return `${name}/${to}`;
    };
    const share = (to: string, from: string, count: number, side: number): string => {
      const shares = graph.weight(floatWeight(`${name}/${to}_shares`, [side, count], sharesOf(count, side)));
      graph.node('MatMul', `${name}/${to}`, [from, shares], PLAIN_PRODUCT);
      return `${name}/${to}`;
    };
    const turned = step('Reshape', 'by_row', step('Transpose', 'rows_last', input, [0, 2, 3, 1]), [-1, rows]);
    const down = step('Reshape', 'down_map', share('down', turned, height, rows), [
      -1,
      columns,
      channels,
      height,
    ]);
    const again = step('Reshape', 'by_column', step('Transpose', 'columns_last', down, [0, 3, 2, 1]), [
      -1,
      columns,
    ]);
    const across = step('Reshape', 'across_map', share('across', again, width, columns), [
      -1,
      height,
      channels,
      width,
    ]);
    graph.node('Transpose', name, [across, graph.ints(`${name}/order`, [0, 1, 3, 2], [4])]);
  }
}

const PLAIN_PRODUCT = { transpose_a: { b: false }, transpose_b: { b: false } };

/** [side, count]: column i takes the mean of pixels ⌊i·side/count⌋ to ⌈(i+1)·side/count⌉. */
function sharesOf(count: number, side: number): Float32Array<ArrayBuffer> {
  const shares = new Float32Array(side * count);
  for (let i = 0; i < count; i++) {
    const from = Math.floor((i * side) / count);
    const end = Math.ceil(((i + 1) * side) / count);
    for (let pixel = from; pixel < end; pixel++) shares[pixel * count + i] = 1 / (end - from);
  }
  return shares;
}

function writeLinear(
  graph: GraphWriter,
  name: string,
  input: string,
  units: number,
  [height, width, channels]: Shape,
  weights: Weights,
): void {
  let from = input;
  if (height * width > 1) {
    graph.node('Transpose', `${name}/channel_first`, [input, graph.ints(`${name}/order`, [0, 3, 1, 2], [4])]);
    from = `${name}/channel_first`;
  }
  const flat = graph.ints(`${name}/flat_shape`, [-1, height * width * channels], [2]);
  graph.node('Reshape', `${name}/flat`, [from, flat]);
  graph.node(
    'MatMul',
    `${name}/product`,
    [`${name}/flat`, graph.weight(floats(weights, `${name}.weight`))],
    PLAIN_PRODUCT,
  );
  graph.node('BiasAdd', `${name}/sum`, [`${name}/product`, graph.weight(floats(weights, `${name}.bias`))]);
  graph.node('Reshape', name, [`${name}/sum`, graph.ints(`${name}/map_shape`, [-1, 1, 1, units], [4])]);
}
