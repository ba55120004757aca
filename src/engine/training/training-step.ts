import * as tf from '@tensorflow/tfjs';
import type { FitOptions } from '../../plan/expressions';
import { clip, globalNorm } from './clip';
import { Divergence, refuseDiverged } from './divergence';
import { crossEntropy, smoothTargets, weightedMean } from './losses';
import type { Optimizer, Pace } from './optimizers';
import { createPenalties } from './penalties';
import type { Batch } from './source';
import type { Trainable, TrainedParameter } from './trainable';

export interface StepMetrics {
  /** Mean over the batch, regularisation included. */
  readonly loss: number;
  /** Samples whose most probable class is the most probable target. */
  readonly correct: number;
}

export interface StepPlace extends Pace {
  /** Of dropout. */
  readonly seed: number;
  /** Blocks before this one stay as they are. */
  readonly from: number;
}

export interface TrainingStep {
  /**
   * One forward pass, one backward pass, one move of the parameters. Disposes the batch. Throws
   * `Divergence` before anything moves.
   */
  run(batch: Batch, place: StepPlace): Promise<StepMetrics>;
  dispose(): void;
}

/** What is left out is off. */
export interface StepSettings extends Partial<Pick<FitOptions, 'labelSmoothing' | 'clipNorm' | 'l2sp'>> {
  /** One for each class, or none to weigh all samples alike. */
  readonly classWeights?: readonly number[];
}

/** The weights at this call are those that L2-SP pulls towards. */
export function createTrainingStep(
  trainable: Trainable,
  learned: readonly TrainedParameter[],
  optimizer: Optimizer,
  { classWeights, labelSmoothing = 0, clipNorm = 0, l2sp = 0 }: StepSettings = {},
): TrainingStep {
  const weights = classWeights && tf.tensor1d([...classWeights]);
  const penalties = createPenalties(learned, { l2sp, blocks: trainable.blocks });

  /** Everything on the tape; fills `seen` with the logits, which the caller disposes. */
  function lossOf(stem: tf.Tensor, targets: tf.Tensor2D, { seed, from }: StepPlace, seen: tf.Tensor2D[]) {
    const logits = trainable.forward(stem, { training: true, batchNorm: 'batch', seed }, from);
    seen.push(tf.keep(logits.clone()));
    return weightedMean(crossEntropy(logits, smoothTargets(targets, labelSmoothing)), targets, weights);
  }

  /** Loss, accuracy and gradients; what it makes is the caller's, also when it throws half-way. */
  function differentiate({ inputs, targets }: Batch, place: StepPlace, made: tf.Tensor[]) {
    const seen: tf.Tensor2D[] = [];
    const stem = place.from > 0 ? trainable.stem(inputs, place.from) : inputs;
    made.push(stem);
    const moving = learned.filter(({ block }) => block >= place.from).map(({ variable }) => variable);
    try {
      const { value, grads } = tf.variableGrads(() => lossOf(stem, targets, place, seen), moving);
      made.push(value, ...Object.values(grads));
      return tf.tidy(() => {
        const own = learned.map(({ variable }) => grads[variable.name]);
        const { loss, gradients } = penalties.add(value, own);
        const norm = clipNorm > 0 ? globalNorm(gradients) : tf.scalar(0);
        const [logits = targets] = seen;
        const right = tf.sum(tf.equal(tf.argMax(logits, 1), tf.argMax(targets, 1)));
        // One tensor: reading makes a GPU wait.
        const measured = tf.stack([loss, tf.cast(right, 'float32'), norm]);
        const limited = clipNorm > 0 ? clip(gradients, norm, clipNorm) : gradients;
        const kept = limited.map((gradient) => gradient && tf.keep(gradient));
        made.push(tf.keep(measured), ...kept.filter((gradient) => gradient !== undefined));
        return { gradients: kept, measured };
      });
    } finally {
      made.push(...seen);
    }
  }

  return {
    async run(batch, place) {
      const made: tf.Tensor[] = [batch.inputs, batch.targets];
      try {
        const { gradients, measured } = differentiate(batch, place, made);
        const [loss = Number.NaN, correct = 0, norm = 0] = await measured.data();
        refuseDiverged('loss', loss);
        if (!Number.isFinite(norm)) throw new Divergence('gradient', norm);
        optimizer.step(gradients, place);
        return { loss, correct };
      } finally {
        tf.dispose(made);
      }
    },
    dispose() {
      tf.dispose(weights ?? []);
      penalties.dispose();
    },
  };
}
