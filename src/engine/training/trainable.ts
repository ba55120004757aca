import type * as tf from '@tensorflow/tfjs';
import type { ForwardMode, Parameter } from '../networks/network';

export interface TrainedParameter extends Parameter {
  /** Learning rate as a multiple of the head's. */
  readonly rate: number;
  /** λ of the penalty λ·Σw², 0 for none. */
  readonly l2: number;
}

/** What the loop trains: the part of a network behind its frozen prefix. */
export interface Trainable {
  /** Logits [n, classes]. The caller owns inputs and result. */
  forward(inputs: tf.Tensor, mode: ForwardMode): tf.Tensor2D;
  /** `state` parameters included: they take no gradient, but belong to a snapshot. */
  readonly parameters: readonly TrainedParameter[];
}
