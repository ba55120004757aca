import * as tf from '@tensorflow/tfjs';
import type { Platform } from '../platform/platform';
import { createHead } from './head';
import { INFERENCE } from './modes';
import type { TrainedNetwork } from './network';
import { openBody } from './open-body';
import { featuresOf } from './pooling';

/** A whole trained network, from raw input to probabilities. */
export interface Predictor {
  readonly network: TrainedNetwork;
  /** Probabilities [classes] of one sample: `input` holds its raw values, shaped as the network's input. */
  probabilities(input: ArrayLike<number>): Promise<Float32Array>;
  dispose(): void;
}

export async function openPredictor(network: TrainedNetwork, platform: Platform): Promise<Predictor> {
  const { model, head: headSpec, classes, weights } = network;
  const body = await openBody(model, platform, weights);
  const head = createHead(headSpec, model.features, classes.length, { weights });
  return {
    network,
    async probabilities(input) {
      const result = tf.tidy(() => {
        const tensor = tf.tensor(Float32Array.from(input), [1, ...model.input.shape]);
        const [features] = featuresOf(body, tensor, [model]);
        return tf.softmax(head.forward(features as tf.Tensor2D, INFERENCE));
      });
      const values = new Float32Array(await result.data());
      result.dispose();
      return values;
    },
    dispose() {
      body.dispose();
      head.dispose();
    },
  };
}
