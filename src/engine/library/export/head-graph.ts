import type { ModelFiles } from '../../platform/platform';
import type { TrainedHead } from '../library-model';
import { floatWeight, storedWeights, withWeights } from '../weights-manifest';
import { type GraphWriter, graphWriter } from './graph-writer';
import { type HeadLayer, headLayers, PROBABILITIES } from './head-plan';

const PRODUCT = { transpose_a: { b: false }, transpose_b: { b: false } };

/** A GraphModel with the head that was trained on its node `output` behind it: it gives probabilities [n, classes]. */
export function graphWithHead(files: ModelFiles, output: string, head: TrainedHead): ModelFiles {
  const graph = graphWriter();
  let from = pooled(graph, output, head);
  for (const layer of headLayers(head)) from = writeLayer(graph, layer, from);
  graph.node('Softmax', PROBABILITIES, [from]);
  const { nodes, weights } = graph.parts();

  const topology = files.json.modelTopology as { readonly node: readonly unknown[] };
  const signature = files.json.signature as Readonly<Record<string, unknown>> | undefined;
  const dim = [-1, head.classes.length].map((size) => ({ size: String(size) }));
  const outputs = { [PROBABILITIES]: { name: PROBABILITIES, dtype: 'DT_FLOAT', tensorShape: { dim } } };
  const json = {
    ...files.json,
    modelTopology: { ...topology, node: [...topology.node, ...nodes] },
    signature: { ...signature, outputs },
  };
  return withWeights(json, [...storedWeights(files), ...weights]);
}

/** The map [n, h, w, c] as the vector that the head takes. */
function pooled(graph: GraphWriter, map: string, { pooling, features }: TrainedHead): string {
  const name = 'head/pooled';
  if (pooling === 'flatten') {
    graph.node('Reshape', name, [map, graph.ints(`${name}/shape`, [-1, features], [2])]);
  } else {
    const axes = graph.ints(`${name}/axes`, [1, 2], [2]);
    graph.node(pooling === 'max' ? 'Max' : 'Mean', name, [map, axes], { keep_dims: { b: false } });
  }
  return name;
}

function writeLayer(graph: GraphWriter, layer: HeadLayer, from: string): string {
  const { name } = layer;
  const constant = (kind: string, { shape, data }: { shape: readonly number[]; data: Float32Array }) =>
    graph.weight(floatWeight(`${name}/${kind}`, shape, Float32Array.from(data)));
  switch (layer.op) {
    case 'dense':
      graph.node('MatMul', `${name}/product`, [from, constant('kernel', layer.kernel)], PRODUCT);
      graph.node('BiasAdd', name, [`${name}/product`, constant('bias', layer.bias)]);
      return name;
    case 'norm': {
      // TensorFlow's own norms take maps only: the stored statistics become one scale and one shift.
      const { gamma, beta, mean, variance, epsilon } = layer;
      const scale = gamma.data.map((value, i) => value / Math.sqrt((variance.data[i] ?? 0) + epsilon));
      const shift = beta.data.map((value, i) => value - (mean.data[i] ?? 0) * (scale[i] ?? 0));
      graph.node('Mul', `${name}/scaled`, [from, constant('scale', { ...gamma, data: scale })]);
      graph.node('AddV2', name, [`${name}/scaled`, constant('shift', { ...beta, data: shift })]);
      return name;
    }
    case 'relu':
      graph.node('Relu', name, [from]);
      return name;
  }
}
