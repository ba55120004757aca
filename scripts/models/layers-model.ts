import { runInNewContext } from 'node:vm';
import { readPackageFile } from './package-files.ts';
import { type PreparedModel, selectWeights, type WeightSpec } from './prepared.ts';

interface KerasLayer {
  readonly name: string;
  readonly class_name: string;
  readonly config: Record<string, unknown>;
  readonly inbound_nodes: readonly (readonly [string, ...unknown[]][])[];
}

interface LayersModelJson {
  readonly modelTopology: {
    readonly keras_version: string;
    readonly backend: string;
    readonly model_config: {
      readonly class_name: string;
      readonly config: { readonly name: string; readonly layers: readonly KerasLayer[] } & Record<
        string,
        unknown
      >;
    };
  };
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: readonly WeightSpec[];
  }[];
}

/**
 * The value that a bundled CommonJS file exports. It runs in an empty context: no `require`, no
 * `process`, no time to spare.
 */
function evaluateBundle(packageName: string, file: string): unknown {
  const source = readPackageFile(packageName, file).toString('utf8');
  const module = { exports: {} as unknown };
  runInNewContext(source, { module, exports: module.exports }, { filename: file, timeout: 20_000 });
  // The value belongs to the other context; a round trip makes it one of ours.
  return JSON.parse(JSON.stringify(module.exports)) as unknown;
}

function readShard(packageName: string, file: string): Buffer {
  const text = evaluateBundle(packageName, file);
  if (typeof text !== 'string') throw new Error(`"${file}" of "${packageName}" holds no base64 text.`);
  return Buffer.from(text, 'base64');
}

/** The layers that `output` depends on, itself included, in their order. */
function layersUpTo(layers: readonly KerasLayer[], output: string): KerasLayer[] {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const needed = new Set<string>();
  const open = [output];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (needed.has(name)) continue;
    const layer = byName.get(name);
    if (!layer) throw new Error(`The model has no layer "${name}".`);
    needed.add(name);
    open.push(...layer.inbound_nodes.flat().map(([from]) => from));
  }
  return layers.filter((layer) => needed.has(layer.name));
}

/** Lets the input have any height and width. */
function widen(layer: KerasLayer): KerasLayer {
  if (layer.class_name !== 'InputLayer') return layer;
  return { ...layer, config: { ...layer.config, batch_input_shape: [null, null, null, 3] } };
}

/**
 * A Keras model that a package ships as bundled scripts (`model.min.js` and base64 shards), cut at
 * the layer `output`: the classifier behind it and its weights are dropped.
 */
export function readLayersModel(packageName: string, folder: string, output: string): PreparedModel {
  const json = evaluateBundle(packageName, `${folder}/model.min.js`) as LayersModelJson;
  const paths = json.weightsManifest.flatMap((group) => group.paths);
  const weights = Buffer.concat(paths.map((path) => readShard(packageName, `${folder}/${path}.min.js`)));
  const { model_config: model, keras_version, backend } = json.modelTopology;
  const layers = layersUpTo(model.config.layers, output).map(widen);
  const kept = new Set(layers.map((layer) => layer.name));
  return {
    format: 'layers-model',
    modelTopology: {
      keras_version,
      backend,
      model_config: {
        ...model,
        config: { ...model.config, layers, output_layers: [[output, 0, 0]] },
      },
    },
    ...selectWeights(
      json.weightsManifest.flatMap((group) => group.weights),
      weights,
      (name) => kept.has(name.slice(0, name.lastIndexOf('/'))),
    ),
  };
}
