import type * as tf from '@tensorflow/tfjs';
import type { ForwardMode, Parameter } from '../networks/network';
import type { ComposedWeight } from './composed';

export interface TrainedParameter extends Parameter {
  /** Learning rate as a multiple of the head's. */
  readonly rate: number;
  /** λ of the penalty λ·Σw², 0 for none. */
  readonly l2: number;
  /** The block that it belongs to, counted from 0 at the input; the head is the one behind the last. */
  readonly block: number;
}

/** What the loop trains: the part of a network behind its frozen prefix. */
export interface Trainable {
  /** Blocks of the body in it, head not counted. */
  readonly blocks: number;
  /** The output of block `to` − 1, with nothing random and stored statistics. The caller owns inputs and result. */
  stem(inputs: tf.Tensor, to: number): tf.Tensor;
  /**
   * Logits [n, classes] from the inputs of block `from` (default 0). The caller owns inputs and result.
   */
  forward(inputs: tf.Tensor, mode: ForwardMode, from?: number): tf.Tensor2D;
  /** Logits [n, classes] from pooled features [n, features] of the whole body. The caller owns inputs and result. */
  head(features: tf.Tensor, mode: ForwardMode): tf.Tensor2D;
  /** `state` parameters included: they take no gradient, but belong to a snapshot. */
  readonly parameters: readonly TrainedParameter[];
  /** Weights that are made from some of the parameters. */
  readonly composed?: readonly ComposedWeight[];
}
