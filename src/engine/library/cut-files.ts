import { networkUpTo } from '../../plan/architectures/cut';
import type { NetworkSpec } from '../../plan/architectures/network';
import { ancestors } from '../models/ancestors';
import type { ModelFiles } from '../platform/platform';
import { storedWeights, withWeights } from './weights-manifest';

/**
 * A model's files up to the layer or node `output`: what only the rest needed is left out. What remains
 * keeps its bytes, so it computes what it computed before.
 */
export function cutFiles(files: ModelFiles, output: string): ModelFiles {
  switch (files.json.format) {
    case 'graph-model':
      return cutGraph(files, output);
    case 'network':
      return cutNetwork(files, output);
    default:
      return cutLayers(files, output);
  }
}

function keepWeights(
  files: ModelFiles,
  json: ModelFiles['json'],
  keep: (name: string) => boolean,
): ModelFiles {
  return withWeights(
    json,
    storedWeights(files).filter(({ entry }) => keep(entry.name)),
  );
}

interface GraphNode {
  readonly name: string;
  readonly input?: readonly string[];
}

function cutGraph(files: ModelFiles, output: string): ModelFiles {
  const topology = files.json.modelTopology as { readonly node: readonly GraphNode[] };
  // Inputs are written `^name` (only order) or `name:output`.
  const inputs = ({ input = [] }: GraphNode) =>
    input.map((name) => name.replace(/^\^/, '').replace(/:\d+$/, ''));
  const inputsOf = new Map(topology.node.map((node) => [node.name, inputs(node)]));
  const needed = ancestors(output, (name) => inputsOf.get(name) ?? []);
  const signature = files.json.signature as { readonly inputs?: unknown } | undefined;
  const json = {
    ...files.json,
    modelTopology: { ...topology, node: topology.node.filter(({ name }) => needed.has(name)) },
    signature: {
      ...(signature?.inputs !== undefined && { inputs: signature.inputs }),
      outputs: { [output]: { name: output, dtype: 'DT_FLOAT', tensorShape: ANY_MAP } },
    },
  };
  return keepWeights(files, json, (name) => needed.has(name));
}

const ANY_MAP = { dim: [-1, -1, -1, -1].map((size) => ({ size: String(size) })) };

interface KerasLayer {
  readonly name?: string;
  readonly class_name: string;
  readonly config: { readonly name?: string };
  readonly inbound_nodes?: readonly (readonly (readonly [string, ...unknown[]])[])[];
}

interface KerasConfig {
  readonly class_name: string;
  readonly config: { readonly layers: readonly KerasLayer[] } & Readonly<Record<string, unknown>>;
}

const layerName = ({ name, config }: KerasLayer): string => name ?? config.name ?? '';

function cutLayers(files: ModelFiles, output: string): ModelFiles {
  // Keras's own files have the model one level deeper than those that TF.js writes.
  const topology = files.json.modelTopology as KerasConfig | { readonly model_config: KerasConfig };
  const model = 'model_config' in topology ? topology.model_config : topology;
  const { layers } = model.config;
  const end = layers.findIndex((layer) => layerName(layer) === output);
  if (end < 0) throw new Error(`The model has no layer "${output}".`);
  const isSequential = model.class_name === 'Sequential';
  const inputsOf = new Map(
    layers.map((layer) => [layerName(layer), (layer.inbound_nodes ?? []).flat().map(([from]) => from)]),
  );
  const needed = isSequential
    ? new Set(layers.slice(0, end + 1).map(layerName))
    : ancestors(output, (name) => inputsOf.get(name) ?? []);
  const config = {
    ...model.config,
    layers: layers.filter((layer) => needed.has(layerName(layer))),
    ...(!isSequential && { output_layers: [[output, 0, 0]] }),
  };
  const cut = { ...model, config };
  const modelTopology = 'model_config' in topology ? { ...topology, model_config: cut } : cut;
  const json = { ...files.json, modelTopology };
  return keepWeights(files, json, (name) => name.split('/').some((part) => needed.has(part)));
}

function cutNetwork(files: ModelFiles, output: string): ModelFiles {
  const network = networkUpTo(files.json.network as NetworkSpec, output);
  const kept = new Set(network.layers.map(({ name }) => name));
  return keepWeights(files, { ...files.json, network }, (name) =>
    kept.has(name.slice(0, name.lastIndexOf('.'))),
  );
}
