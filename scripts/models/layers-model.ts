import { runInNewContext } from 'node:vm';
import { cutLayersModel, type LayersTopology } from '../../src/engine/models/tfjs/cut-layers.ts';
import type { PreparedModel, WeightSpec } from '../../src/engine/models/tfjs/prepared.ts';
import { readPackageFile } from './package-files.ts';

interface LayersModelJson {
  readonly modelTopology: LayersTopology;
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

/**
 * A Keras model that a package ships as bundled scripts (`model.min.js` and base64 shards), cut at
 * the layer `output`: the classifier behind it and its weights are dropped.
 */
export function readLayersModel(packageName: string, folder: string, output: string): PreparedModel {
  const json = evaluateBundle(packageName, `${folder}/model.min.js`) as LayersModelJson;
  const paths = json.weightsManifest.flatMap((group) => group.paths);
  const weights = Buffer.concat(paths.map((path) => readShard(packageName, `${folder}/${path}.min.js`)));
  const specs = json.weightsManifest.flatMap((group) => group.weights);
  return cutLayersModel(json.modelTopology, specs, weights, output);
}
