import type * as tf from '@tensorflow/tfjs';

/** One batch; who asked for it disposes both tensors. */
export interface Batch {
  /** float32 [n, ...]: stored features, or raw inputs where nothing is frozen. */
  readonly inputs: tf.Tensor;
  /** float32 [n, classes]: the probability of each class; one-hot unless an augmentation mixes samples. */
  readonly targets: tf.Tensor2D;
}

/** Labelled examples by position, of whatever modality. */
export interface ExampleSource {
  readonly count: number;
  /** `epoch` is counted from 1: sources with several versions of a sample take them in turn. */
  batch(positions: Int32Array, epoch: number): Promise<Batch>;
}
