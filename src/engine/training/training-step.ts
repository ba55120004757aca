import * as tf from '@tensorflow/tfjs';
import { refuseDiverged } from './divergence';
import { crossEntropy, smoothTargets, weightedMean } from './losses';
import type { Optimizer } from './optimizers';
import type { Batch } from './source';
import type { Trainable, TrainedParameter } from './trainable';

export interface StepMetrics {
  /** Mean over the batch, regularisation included. */
  readonly loss: number;
  /** Samples whose most probable class is the most probable target. */
  readonly correct: number;
}

export interface TrainingStep {
  /**
   * One forward pass, one backward pass, one move of the parameters. Disposes the batch. Throws
   * `Divergence` before anything moves.
   */
  run(batch: Batch, learningRate: number, seed: number): Promise<StepMetrics>;
  dispose(): void;
}

export function createTrainingStep(
  trainable: Trainable,
  learned: readonly TrainedParameter[],
  optimizer: Optimizer,
  classWeights: readonly number[] | undefined,
  labelSmoothing: number,
): TrainingStep {
  const weights = classWeights && tf.tensor1d([...classWeights]);
  const variables = learned.map(({ variable }) => variable);
  const penalised = learned.filter(({ l2 }) => l2 > 0);

  /** Fills `seen` with the logits, which the caller disposes. */
  function lossOf({ inputs, targets }: Batch, seed: number, seen: tf.Tensor2D[]): tf.Scalar {
    const logits = trainable.forward(inputs, { training: true, batchNorm: 'batch', seed });
    seen.push(tf.keep(logits.clone()));
    const losses = crossEntropy(logits, smoothTargets(targets, labelSmoothing));
    const loss = weightedMean(losses, targets, weights);
    return penalised.reduce<tf.Scalar>(
      (sum, { variable, l2 }) => tf.add(sum, tf.mul(tf.sum(tf.square(variable)), l2)),
      loss,
    );
  }

  /** Loss, accuracy and gradients; what it makes is the caller's, also when it throws half-way. */
  function differentiate(batch: Batch, seed: number, made: tf.Tensor[]) {
    const seen: tf.Tensor2D[] = [];
    try {
      const { value, grads } = tf.variableGrads(() => lossOf(batch, seed, seen), variables);
      const gradients = variables.map((variable) => grads[variable.name]);
      made.push(value, ...Object.values(grads));
      const measured = tf.tidy(() => {
        const [logits = batch.targets] = seen;
        const right = tf.equal(tf.argMax(logits, 1), tf.argMax(batch.targets, 1));
        // One tensor: reading makes a GPU wait.
        return tf.stack([value, tf.cast(tf.sum(right), 'float32')]);
      });
      made.push(measured);
      return { gradients, measured };
    } finally {
      made.push(...seen);
    }
  }

  return {
    async run(batch, learningRate, seed) {
      const made: tf.Tensor[] = [batch.inputs, batch.targets];
      try {
        const { gradients, measured } = differentiate(batch, seed, made);
        const [loss = Number.NaN, correct = 0] = await measured.data();
        refuseDiverged('loss', loss);
        optimizer.step(gradients, learningRate);
        return { loss, correct };
      } finally {
        tf.dispose(made);
      }
    },
    dispose: () => tf.dispose(weights ?? []),
  };
}
