import * as tf from '@tensorflow/tfjs';
import { strFromU8, unzipSync } from 'fflate';

/** A TF.js export opened with TF.js alone, as anybody else would. */
export async function openWithTfjs(bytes: Uint8Array): Promise<tf.GraphModel | tf.LayersModel> {
  const files = unzipSync(bytes);
  const json = JSON.parse(strFromU8(files['model.json'] ?? new Uint8Array()));
  const handler: tf.io.IOHandler = {
    load: async () => ({
      modelTopology: json.modelTopology,
      signature: json.signature,
      weightSpecs: json.weightsManifest[0].weights,
      weightData: new Uint8Array(files['weights.bin'] ?? []).buffer,
    }),
  };
  return json.format === 'graph-model' ? tf.loadGraphModel(handler) : tf.loadLayersModel(handler);
}
