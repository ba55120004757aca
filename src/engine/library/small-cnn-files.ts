import * as tf from '@tensorflow/tfjs';
import { buildSmallCnn, type SmallCnnSpec } from '../networks/small-cnn';
import type { ModelFiles } from '../platform/platform';

/** A Small CNN with its first weights, as a TF.js LayersModel. */
export async function smallCnnFiles(spec: SmallCnnSpec): Promise<ModelFiles> {
  const model = buildSmallCnn(spec);
  try {
    return await layersModelFiles(model);
  } finally {
    model.dispose();
  }
}

/** What a LayersModel saves: one manifest, all weights in float32. */
export async function layersModelFiles(model: tf.LayersModel): Promise<ModelFiles> {
  let files: ModelFiles | undefined;
  await model.save(
    tf.io.withSaveHandler(async ({ modelTopology, weightSpecs = [], weightData }) => {
      files = {
        json: {
          format: 'layers-model',
          modelTopology,
          weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }],
        },
        weights: tf.io.CompositeArrayBuffer.join(weightData),
      };
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  if (!files) throw new Error('TF.js did not save the network.');
  return files;
}
