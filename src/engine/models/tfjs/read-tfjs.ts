import type { RandomAccess } from '../../data/import/source';
import { flattenKeras } from '../keras/flatten';
import { type LayerWeights, type PreparedBackbone, prepareLayers } from '../keras/prepare-layers';
import { type FlatModel, isObject, type KerasObject, textIn } from '../keras/topology';
import { checkModelSize } from '../limits';
import { ModelError } from '../model-error';
import { prepareGraph } from './prepare-graph';
import { joined, type WeightSpec } from './prepared';

interface Manifest {
  readonly paths: readonly string[];
  readonly specs: readonly WeightSpec[];
}

/** Whether a parsed JSON file is a TF.js model. */
export const isTfjs = (json: unknown): json is KerasObject => isObject(json) && isObject(json.modelTopology);

/**
 * Reads a TF.js model: `fileOf` gives the shards that its manifest names. Throws a `ModelError` that says
 * what is missing, damaged or not supported. Needs a backend.
 */
export async function readTfjs(
  json: KerasObject,
  fileOf: (path: string) => Promise<RandomAccess>,
): Promise<{ readonly kind: 'tfjs-layers' | 'tfjs-graph'; readonly backbone: PreparedBackbone }> {
  const { paths, specs } = manifestOf(json);
  const shards: Uint8Array[] = [];
  let bytes = 0;
  for (const path of paths) {
    const file = await fileOf(path);
    bytes += file.size;
    checkModelSize('The model', bytes);
    shards.push(await file.read(0, file.size));
  }
  const weights = { specs, bytes: joined(shards) };
  const topology = isObject(json.modelTopology) ? json.modelTopology : {};
  if (Array.isArray(topology.node)) {
    return { kind: 'tfjs-graph', backbone: await prepareGraph(json, weights) };
  }
  const model = isObject(topology.model_config) ? topology.model_config : topology;
  const { model: flat, skipped } = flattenKeras(model);
  const isKeras3 = textIn(topology.keras_version).startsWith('3');
  return {
    kind: 'tfjs-layers',
    backbone: prepareLayers(flat, byLayer(weights, flat), isKeras3, skipped),
  };
}

function manifestOf(json: KerasObject): Manifest {
  const groups: readonly unknown[] = Array.isArray(json.weightsManifest) ? json.weightsManifest : [];
  const bad = () => new ModelError('bad-tfjs', 'The list of weights in the model.json is damaged.');
  if (groups.length === 0) throw bad();
  const specs: WeightSpec[] = [];
  const paths: string[] = [];
  for (const group of groups) {
    if (!isObject(group) || !Array.isArray(group.paths) || !Array.isArray(group.weights)) throw bad();
    for (const path of group.paths) {
      if (typeof path !== 'string') throw bad();
      paths.push(path);
    }
    for (const spec of group.weights) {
      if (!isSpec(spec)) throw bad();
      specs.push(spec);
    }
  }
  return { paths, specs };
}

const isSpec = (value: unknown): value is WeightSpec & KerasObject =>
  isObject(value) &&
  typeof value.name === 'string' &&
  typeof value.dtype === 'string' &&
  Array.isArray(value.shape) &&
  value.shape.every((side) => Number.isSafeInteger(side) && side >= 0);

/** Weights under the names of their layers: files of models within models put more before them. */
function byLayer({ specs, bytes }: LayerWeights, { layers }: FlatModel): LayerWeights {
  const names = new Set(layers.map(({ name }) => name));
  const renamed = specs.map((spec) => {
    const parts = spec.name.split('/');
    const kind = parts.at(-1) ?? '';
    const known = [parts.slice(0, -1).join('/'), ...parts.slice(0, -1).toReversed()];
    const layer = known.find((part) => names.has(part));
    return layer === undefined ? spec : { ...spec, name: `${layer}/${kind}` };
  });
  return { specs: renamed, bytes };
}
