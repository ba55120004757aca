import * as tf from '@tensorflow/tfjs';
import { architectureOf } from '../../plan/architectures/index';
import type { BodySpec, ModelSpec } from '../../plan/plan';
import type { ModelFiles, Platform } from '../platform/platform';
import { adaptedBody, adaptersOf } from './adapters';
import { graphBody } from './graph-body';
import type { GraphNode } from './graph-weights';
import { restart } from './initial';
import { layersBody } from './layers-body';
import { modelFiles } from './model-files';
import type { Body, WeightMap } from './network';
import { networkBody } from './network-body';
import { decodeNetwork, isNetwork } from './network-files';
import { buildSmallCnn } from './small-cnn';
import { writeWeights } from './weights';

/**
 * Builds the body of a model up to its cut, with its first weights, and then sets those that `weights`
 * names (what training changed; names of other blocks and of heads are passed over). The caller
 * disposes it. `seed` is of adapters that no weights are given for.
 */
export async function openBody(
  { body: spec, blocks, input, adapters }: Pick<ModelSpec, 'body' | 'blocks' | 'input' | 'adapters'>,
  platform: Platform,
  weights: WeightMap = {},
  seed = 0,
): Promise<Body> {
  const first = originOf(spec);
  const origin = await openOrigin(first, blocks, input, platform);
  const body = adaptersOf({ body: spec, adapters }).reduce(
    (inner, added) => adaptedBody(inner, added, seed),
    origin,
  );
  try {
    if (first.op === 'backbone' && first.seed !== undefined) {
      restart(origin.parameters(0, blocks.length), first.seed);
    }
    writeWeights(body.parameters(0, blocks.length), weights);
    return body;
  } catch (error) {
    body.dispose();
    throw error;
  }
}

type Origin = Exclude<BodySpec, { op: 'trained-body' }>;

/** What a chain of trained networks was first built from. */
const originOf = (spec: BodySpec): Origin => (spec.op === 'trained-body' ? originOf(spec.base) : spec);

async function openOrigin(
  origin: Origin,
  blocks: readonly string[],
  { shape, preprocessing }: ModelSpec['input'],
  platform: Platform,
): Promise<Body> {
  if (origin.op === 'small-cnn') return layersBody(buildSmallCnn(origin), blocks, preprocessing);
  const [height = 0, width = 0] = shape;
  const architecture = architectureOf(origin.backbone);
  if (architecture)
    return networkBody(architecture.build(), blocks, { size: [height, width], preprocessing });
  const files = await modelFiles(platform, origin.backbone);
  if (isNetwork(files)) {
    const { network, weights } = decodeNetwork(files);
    try {
      return networkBody(network, blocks, { size: [height, width], preprocessing, weights });
    } finally {
      tf.dispose(weights);
    }
  }
  const handler: tf.io.IOHandler = { load: async () => artifacts(files) };
  if (files.json.format === 'graph-model') {
    const model = await tf.loadGraphModel(handler);
    return graphBody(model, graphNodes(files), blocks, preprocessing);
  }
  return layersBody(await tf.loadLayersModel(handler), blocks, preprocessing);
}

function artifacts({ json, weights }: ModelFiles): tf.io.ModelArtifacts {
  const manifest = json.weightsManifest as readonly { readonly weights: tf.io.WeightsManifestEntry[] }[];
  return {
    modelTopology: json.modelTopology as object,
    signature: json.signature as object | undefined,
    weightSpecs: manifest.flatMap((group) => group.weights),
    weightData: weights,
  };
}

const graphNodes = ({ json }: ModelFiles): readonly GraphNode[] =>
  (json.modelTopology as { readonly node: readonly GraphNode[] }).node;
