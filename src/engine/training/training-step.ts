import * as tf from '@tensorflow/tfjs';
import { StepFailure } from '../run/failure';
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
  /** One forward pass, one backward pass, one move of the parameters. Disposes the batch. */
  run(
    batch: Batch,
    learningRate: number,
    seed: number,
    place: { readonly epoch: number; readonly batch: number },
  ): Promise<StepMetrics>;
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

  return {
    async run(batch, learningRate, seed, place) {
      const seen: tf.Tensor2D[] = [];
      const { value, grads } = tf.variableGrads(() => lossOf(batch, seed, seen), variables);
      const gradients = variables.map((variable) => grads[variable.name]);
      const correct = tf.tidy(() =>
        tf.sum(tf.equal(tf.argMax(seen[0] ?? batch.targets, 1), tf.argMax(batch.targets, 1))),
      );
      try {
        const [loss] = await value.data();
        const [right] = await correct.data();
        if (loss === undefined || !(loss < DIVERGED_LOSS)) throw divergedLoss(loss, place);
        optimizer.step(gradients as tf.Tensor[], learningRate);
        return { loss, correct: right ?? 0 };
      } finally {
        tf.dispose([value, correct, seen, Object.values(grads), batch.inputs, batch.targets]);
      }
    },
    dispose: () => tf.dispose(weights ?? []),
  };
}

/** Nats. Guessing among a thousand classes costs 7; NaN and infinity are not below it either. */
const DIVERGED_LOSS = 1e5;

const divergedLoss = (
  loss: number | undefined,
  { epoch, batch }: { readonly epoch: number; readonly batch: number },
): StepFailure =>
  new StepFailure({
    code: 'fit/diverged',
    param: 'learningRate',
    message: `The loss rose to ${loss?.toPrecision(3)} in epoch ${epoch}, batch ${batch}: training fell apart.`,
    expected: 'a loss that falls',
    received: String(loss),
    hint: 'Most often the learning rate is too high: try a tenth of it, or add warm-up.',
  });
