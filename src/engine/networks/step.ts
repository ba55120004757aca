import type * as tf from '@tensorflow/tfjs';
import type { BodyParameter, ForwardMode } from './network';

/** One executable piece of a network: a layer, or a convolution with what is joined to it. */
export interface Step extends Runner {
  readonly inputs: readonly string[];
  readonly output: string;
  readonly parameters: readonly BodyParameter[];
}

/** How a piece computes. */
export interface Runner {
  /** The caller owns inputs and result. */
  run(inputs: readonly tf.Tensor[], mode: ForwardMode): tf.Tensor;
  /** Frees what the piece derived from its weights; the weights are not its own. */
  dispose?(): void;
}

export const single = (inputs: readonly tf.Tensor[]): tf.Tensor => {
  const [input] = inputs;
  if (!input) throw new Error('A layer without input was run.');
  return input;
};
