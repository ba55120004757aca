import * as tf from '@tensorflow/tfjs';
import type { Platform } from '../platform/platform';
import { INFERENCE } from './modes';
import type { TrainedNetwork } from './network';
import { type OpenNetwork, openNetwork } from './open-network';
import { featuresOf } from './pooling';

/** A whole trained network, from raw input to probabilities. */
export interface Predictor {
  readonly network: TrainedNetwork;
  /** The same, taken apart; the predictor's own. */
  readonly opened: OpenNetwork;
  /** Probabilities [classes] of one sample: `input` holds its raw values, shaped as the network's input. */
  probabilities(input: ArrayLike<number>): Promise<Float32Array>;
  dispose(): void;
}

export async function openPredictor(network: TrainedNetwork, platform: Platform): Promise<Predictor> {
  const opened = await openNetwork(network, platform);
  return {
    network,
    opened,
    async probabilities(input) {
      const result = tf.tidy(() =>
        probabilitiesOf(opened, tf.tensor(Float32Array.from(input), [1, ...network.model.input.shape])),
      );
      const values = new Float32Array(await result.data());
      result.dispose();
      return values;
    },
    dispose: () => opened.dispose(),
  };
}

/** Probabilities [n, classes] of some samples [n, h, w, c] with values 0–255. Takes over the input. */
export function probabilitiesOf({ network, body, head }: OpenNetwork, input: tf.Tensor): tf.Tensor2D {
  return tf.tidy(() => {
    const [features] = featuresOf(body, input, [network.model]);
    return tf.softmax(head.forward(features as tf.Tensor2D, INFERENCE));
  });
}
