import { cutGraphModel, type GraphTopology } from '../../src/engine/models/tfjs/cut-graph.ts';
import type { PreparedModel, WeightSpec } from '../../src/engine/models/tfjs/prepared.ts';
import { readPackageFile } from './package-files.ts';

interface GraphModelJson {
  readonly modelTopology: GraphTopology;
  readonly signature: { readonly inputs: Record<string, unknown> };
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: readonly WeightSpec[];
  }[];
}

/** A TF.js GraphModel that a package ships, cut at `output`. */
export function readGraphModel(packageName: string, file: string, output: string): PreparedModel {
  const json = JSON.parse(readPackageFile(packageName, file).toString('utf8')) as GraphModelJson;
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const paths = json.weightsManifest.flatMap((group) => group.paths);
  const weights = Buffer.concat(paths.map((path) => readPackageFile(packageName, folder + path)));
  const specs = json.weightsManifest.flatMap((group) => group.weights);
  return cutGraphModel(json.modelTopology, Object.keys(json.signature.inputs), specs, weights, output);
}
