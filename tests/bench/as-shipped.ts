import * as tf from '@tensorflow/tfjs';
import type { ModelSpec } from '../../src/plan/plan';
import { platform } from '../engine/networks/specs';

/** A backbone up to its cut as tfjs itself runs it. */
export interface AsShipped {
  /** `x` holds values 0–255; the caller owns the result. */
  predict(x: tf.Tensor): tf.Tensor;
  dispose(): void;
}

/** Loads a shipped LayersModel as its file has it: batch norm apart, nothing fused. */
export async function loadAsShipped(id: string, spec: ModelSpec): Promise<AsShipped> {
  const { json, weights } = await platform.model(id);
  const groups = json.weightsManifest as { weights: tf.io.WeightsManifestEntry[] }[];
  const model = await tf.loadLayersModel({
    load: async () => ({
      modelTopology: json.modelTopology as object,
      weightSpecs: groups.flatMap((group) => group.weights),
      weightData: weights,
    }),
  });
  const cut = spec.blocks.at(-1) ?? '';
  const part = tf.model({ inputs: model.inputs, outputs: model.getLayer(cut).output });
  const { scale, offset } = spec.input.preprocessing;
  return {
    predict: (x) => tf.tidy(() => part.predict(tf.add(tf.mul(x, scale), offset)) as tf.Tensor),
    dispose: () => model.dispose(),
  };
}
