import type * as tf from '@tensorflow/tfjs';
import type { HeadSpec, ModelSpec } from '../../plan/plan';
import type { Moments, NormWeights } from './batch-norm';
import type { Initial } from './initial';

/** Weights as plain data: `data` is row-major float32. Keys are parameter names. */
export type WeightMap = Readonly<
  Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }>
>;

export interface ForwardMode {
  readonly training: boolean;
  /** Batch norm of the blocks run: stored statistics, or the batch's (which also updates the stored ones in training). */
  readonly batchNorm: 'stored' | 'batch';
  /** Of dropout, in training; a different one for each batch. */
  readonly seed: number;
  /** Present: batch norm takes the batch's statistics, tells them, and leaves the stored ones alone. */
  readonly measure?: (norm: NormWeights, moments: Moments) => void;
}

export interface Parameter {
  /** Unique in the network, stable across runs: the key in a `WeightMap`. */
  readonly name: string;
  readonly variable: tf.Variable;
  /**
   * `kernel`s are what L2 and weight decay apply to; a `norm` scales and a `shift` moves what a norm
   * gives; `state` changes in training but takes no gradient.
   */
  readonly role: 'kernel' | 'bias' | 'norm' | 'shift' | 'state';
}

/** A parameter of a body, which may also be started anew. */
export interface BodyParameter extends Parameter {
  readonly initial: Initial;
}

/**
 * A network's body, addressed by block: block 0 takes the input, each block's output is one tensor.
 * LayersModels, GraphModels, networks as data and our own CNN look alike behind it.
 */
export interface Body {
  readonly blocks: readonly string[];
  /**
   * Runs blocks [from, to). The input of block 0 is float32 [n, h, w, c] with values 0–255
   * (preprocessing belongs to block 0); that of block k is the output of block k − 1.
   * The caller owns input and result. Runs on or outside the gradient tape.
   */
  forward(input: tf.Tensor, from: number, to: number, mode: ForwardMode): tf.Tensor;
  /** Parameters of blocks [from, to), `state` included; variables stay the same object from call to call. */
  parameters(from: number, to: number): readonly BodyParameter[];
  dispose(): void;
}

/** A head on pooled features [n, features] (or [n, h, w, c] to be pooled first by the caller). */
export interface Head {
  forward(features: tf.Tensor2D, mode: ForwardMode): tf.Tensor2D;
  /** What the last layer reads in prediction, [n, units]: the features themselves where the head is linear. */
  penultimate(features: tf.Tensor2D): tf.Tensor2D;
  parameters(): readonly Parameter[];
  dispose(): void;
}

/** What a fit step leaves: everything needed to predict, as plain data, free of the backend. */
export interface TrainedNetwork {
  readonly model: ModelSpec;
  readonly head: HeadSpec;
  readonly classes: readonly string[];
  /** Every weight that differs from the body's origin, and the head's. */
  readonly weights: WeightMap;
}
