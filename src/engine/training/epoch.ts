import type { FitOptions } from '../../plan/expressions';
import { derive } from '../data/random';
import type { StepEvent } from '../events';
import type { WeightMap } from '../networks/network';
import type { Platform } from '../platform/platform';
import type { EpochMetrics } from '../results';
import { Paused, stopIfCancelled } from '../run/failure';
import { refuseDiverged } from './divergence';
import type { Pace } from './optimizers';
import { epochOrder } from './order';
import { firstTrained, scheduleAt } from './schedule';
import type { ExampleSource } from './source';
import { startOfEpoch, type TrainingState } from './state';
import type { Trainable } from './trainable';
import type { TrainingStep } from './training-step';
import { validate } from './validate';

/** What an epoch works with; nothing in it changes but `state`. */
export interface Training {
  readonly state: TrainingState;
  readonly trainable: Trainable;
  readonly step: TrainingStep;
  readonly train: ExampleSource;
  readonly validation: ExampleSource | undefined;
  /** Of an epoch. */
  readonly batches: number;
  readonly options: FitOptions;
  readonly platform: Pick<Platform, 'breathe'>;
  readonly signal: AbortSignal;
  readonly pause: AbortSignal;
  readonly emit: (event: StepEvent) => void;
  readonly progress: (batchesDone: number) => void;
}

/**
 * Does what is left of the epoch in progress. Throws `Paused` between two batches, with a state that
 * can be saved, also while it validates.
 */
export async function runEpoch(training: Training): Promise<EpochMetrics> {
  const { state, train, batches, options } = training;
  const order = epochOrder(train.count, options.seed, state.position.epoch);
  while (state.position.batch < batches) await runBatch(training, order);
  return measure(training);
}

/** Takes an epoch into the record and moves on to the start of the next. */
export function finishEpoch(
  { state, trainable, options }: Training,
  metrics: EpochMetrics,
  weights: WeightMap,
): void {
  const loss = metrics.valLoss ?? metrics.loss;
  const unfreezing = firstTrained(options, metrics.epoch, trainable.blocks) > 0;
  state.monitor.record(metrics.epoch, { loss, weights, unfreezing });
  state.plateau.record(loss);
  state.history.push(metrics);
  state.position = startOfEpoch(metrics.epoch + 1);
}

async function runBatch(training: Training, order: Int32Array): Promise<void> {
  const { state, trainable, train, step, batches, options, platform, signal } = training;
  const { position } = state;
  const { epoch, batch } = position;
  await platform.breathe();
  stopIfCancelled(signal);
  stopIfPaused(training);
  const positions = order.slice(batch * options.batchSize, (batch + 1) * options.batchSize);
  const examples = await train.batch(positions, epoch);
  const pace = paceOf(training, batch);
  const from = firstTrained(options, epoch, trainable.blocks);
  const seed = derive(options.seed, 'step', epoch, batch);
  const { loss, correct } = await step.run(examples, { ...pace, seed, from });
  const done = (epoch - 1) * batches + batch + 1;
  state.average?.update(done, from);
  position.batch++;
  position.lossSum += loss * positions.length;
  position.correct += correct;
  training.emit({ type: 'batch', epoch, batch: batch + 1, batches, loss, learningRate: pace.learningRate });
  training.progress(done);
}

/** Of one batch of the epoch in progress, counted from 0. */
function paceOf({ state, options, batches }: Training, batch: number): Pace {
  // A step at the very start of a warm-up would have rate 0, so rates are taken at the batch's end.
  const done = (options.warmupEpochs > 0 ? batch + 1 : batch) / batches;
  const factor = scheduleAt(options, state.position.epoch - 1 + done, state.plateau.factor());
  return { learningRate: options.learningRate * factor, factor };
}

async function measure(training: Training): Promise<EpochMetrics> {
  const { state, train, validation, batches } = training;
  const { epoch, lossSum, correct } = state.position;
  const validated =
    validation &&
    (await (state.average?.lend(() => validateOn(training, validation)) ?? validateOn(training, validation)));
  // The step after the last batch was not seen by any training loss.
  if (validated) refuseDiverged('validation', validated.loss);
  return {
    epoch,
    learningRate: paceOf(training, batches - 1).learningRate,
    loss: lossSum / train.count,
    accuracy: correct / train.count,
    ...(validated && { valLoss: validated.loss, valAccuracy: validated.accuracy }),
  };
}

const validateOn = (training: Training, source: ExampleSource) => {
  const { trainable, options, platform, signal } = training;
  return validate(trainable, source, options.batchSize, platform, signal, () => stopIfPaused(training));
};

function stopIfPaused({ pause }: Training): void {
  if (pause.aborted) throw new Paused();
}
