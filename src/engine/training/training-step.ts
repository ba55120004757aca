import * as tf from '@tensorflow/tfjs';
import type { FitOptions } from '../../plan/expressions';
import { clip, globalNorm } from './clip';
import { composeAll, gradientsOf, variablesOf } from './composed';
import { Divergence, refuseDiverged } from './divergence';
import { lossOnTape } from './losses';
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
  /** The inputs are pooled features of the whole body: only the head is run. */
  readonly pooled?: boolean;
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
  const penalties = createPenalties(learned, { l2sp, blocks: trainable.blocks });
  const attributes = { labelSmoothing, ...(classWeights && { classWeights }) };

  /** Loss, accuracy and gradients; what it makes is the caller's, also when it throws half-way. */
  function differentiate({ inputs, targets }: Batch, place: StepPlace, made: tf.Tensor[]) {
    const { seed, from, pooled = false } = place;
    const stem = from > 0 && !pooled ? trainable.stem(inputs, from) : inputs;
    made.push(stem);
    const moving = variablesOf(
      learned.filter(({ block }) => block >= from),
      trainable.composed,
    );
    const seen: tf.Tensor[] = [];
    try {
      const { value, grads } = tf.variableGrads(() => {
        const mode = { training: true, batchNorm: 'batch', seed } as const;
        const logits = pooled ? trainable.head(stem, mode) : trainable.forward(stem, mode, from);
        return lossOnTape(logits, targets, attributes, seen);
      }, moving);
      made.push(value, ...Object.values(grads));
      return tf.tidy(() => {
        const own = gradientsOf(learned, grads, trainable.composed);
        const { loss, gradients } = penalties.add(value, own);
        const norm = clipNorm > 0 ? globalNorm(gradients) : undefined;
        // One tensor: reading makes a GPU wait.
        const measured = tf.stack([loss, ...seen, ...(norm ? [norm] : [])]);
        const limited = norm ? clip(gradients, norm, clipNorm) : gradients;
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
        composeAll(trainable.composed);
        return { loss, correct };
      } finally {
        tf.dispose(made);
      }
    },
    dispose: () => penalties.dispose(),
  };
}
