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
import { endsPhase, isProbing, phaseOf } from './phases';
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
  /** What the epochs in which the head learns alone take instead, where it is stored. */
  readonly probe?: ProbeSources | undefined;
  /** Of an epoch. */
  readonly batches: number;
  readonly options: FitOptions;
  readonly platform: Pick<Platform, 'breathe'>;
  readonly signal: AbortSignal;
  readonly pause: AbortSignal;
  readonly emit: (event: StepEvent) => void;
  readonly progress: (batchesDone: number) => void;
}

/** Pooled features of the body as it starts. */
export interface ProbeSources {
  readonly train: ExampleSource;
  readonly validation?: ExampleSource | undefined;
}

/** Where the examples of an epoch come from: the network's inputs, or pooled features. */
function sourcesOf({ state, train, validation, probe, options }: Training) {
  const stored = isProbing(options, state.position.epoch) ? probe : undefined;
  return { train, validation, ...stored, pooled: stored !== undefined };
}

/**
 * Does what is left of the epoch in progress. Throws `Paused` between two batches, with a state that
 * can be saved, also while it validates.
 */
export async function runEpoch(training: Training): Promise<EpochMetrics> {
  const { state, batches, options } = training;
  const { train } = sourcesOf(training);
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
  if (endsPhase(options, metrics.epoch)) {
    state.optimizer.reset();
    state.plateau.reset();
  }
  state.position = startOfEpoch(metrics.epoch + 1);
}

async function runBatch(training: Training, order: Int32Array): Promise<void> {
  const { state, trainable, step, batches, options, platform, signal } = training;
  const { train, pooled } = sourcesOf(training);
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
  const { loss, correct } = await step.run(examples, { ...pace, seed, from, pooled });
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
  const done = (phaseOf(options, state.position.epoch).warmupEpochs > 0 ? batch + 1 : batch) / batches;
  const { epoch } = state.position;
  const phase = phaseOf(options, epoch);
  const progress = epoch - 1 - phase.before + done;
  const { epochs, warmupEpochs, learningRate } = phase;
  const schedule = { schedule: options.schedule, epochs, warmupEpochs };
  const factor = scheduleAt(schedule, progress, state.plateau.factor());
  return { learningRate: learningRate * factor, factor };
}

async function measure(training: Training): Promise<EpochMetrics> {
  const { state, batches, options } = training;
  const { train, validation, pooled } = sourcesOf(training);
  const { epoch, lossSum, correct } = state.position;
  const measured = validation && (() => validateOn(training, validation, pooled));
  const validated = measured && (await (state.average?.lend(measured) ?? measured()));
  // The step after the last batch was not seen by any training loss.
  if (validated) refuseDiverged('validation', validated.loss);
  return {
    epoch,
    learningRate: paceOf(training, batches - 1).learningRate,
    loss: lossSum / train.count,
    accuracy: correct / train.count,
    ...(isProbing(options, epoch) && { probes: true }),
    ...(validated && { valLoss: validated.loss, valAccuracy: validated.accuracy }),
  };
}

const validateOn = (training: Training, source: ExampleSource, pooled: boolean) => {
  const { trainable, options, platform, signal } = training;
  const network = pooled ? { forward: trainable.head } : trainable;
  return validate(network, source, options.batchSize, platform, signal, () => stopIfPaused(training));
};

function stopIfPaused({ pause }: Training): void {
  if (pause.aborted) throw new Paused();
}
