import type { FitOptions } from '../../plan/expressions';
import type { BackendName, StepEvent } from '../events';
import type { WeightMap } from '../networks/network';
import type { Platform } from '../platform/platform';
import type { EpochMetrics } from '../results';
import { Paused } from '../run/failure';
import { createProgress } from '../run/progress';
import { createAverage } from './average';
import { createBreathing } from './breathing';
import { captureCheckpoint, readState, restoreCheckpoint, resultOf } from './capture';
import type { CheckpointStore } from './checkpoint';
import { composeAll } from './composed';
import { divergedFailure } from './diverged-failure';
import { Divergence, refuseBroken } from './divergence';
import { finishEpoch, type ProbeSources, runEpoch, type Training } from './epoch';
import { largestInput } from './largest-input';
import { createMonitor } from './monitor';
import { createOptimizer } from './optimizers';
import { createPlateau } from './plateau';
import type { ExampleSource } from './source';
import { startOfEpoch, type TrainingState } from './state';
import type { Trainable } from './trainable';
import { createTrainingStep } from './training-step';

/** Examples whose features are looked at when a training fell apart. */
const LOOKED_AT = 64;

export interface FitRequest {
  readonly trainable: Trainable;
  readonly train: ExampleSource;
  /** Without it the last epoch's weights are kept. */
  readonly validation?: ExampleSource;
  /** Stored features for the epochs in which the head learns alone; without them the body is run there too. */
  readonly probe?: ProbeSources;
  /** One for each class, or none to weigh all samples alike. */
  readonly classWeights?: readonly number[];
  readonly options: FitOptions;
  /** What a training that falls apart is explained by. */
  readonly about?: {
    /** Batch norm somewhere takes the statistics of the batch. */
    readonly batchNorm: boolean;
    /** The head takes stored features as they are, with no batch norm before it. */
    readonly plainFeatures: boolean;
  };
  readonly backend: { readonly name: BackendName };
  readonly checkpoints: CheckpointStore;
  readonly platform: Pick<Platform, 'breathe' | 'now'>;
  readonly signal: AbortSignal;
  readonly pause: AbortSignal;
  readonly emit: (event: StepEvent) => void;
}

export interface Fitted {
  readonly history: readonly EpochMetrics[];
  /** The epoch whose weights these are, counted from 1. */
  readonly bestEpoch: number;
  readonly stoppedEarly: boolean;
  /** Of all parameters of the trainable. */
  readonly weights: WeightMap;
}

/**
 * Minimises cross-entropy by mini-batches. One seed gives one result on one backend, also when the
 * training is stopped in between: it starts from its last checkpoint where there is one that fits,
 * and saves one at the end of every epoch and when paused. The caller drops the checkpoint once the
 * result is safe.
 *
 * Throws `Diverged` when training falls apart, `Cancelled` and `Paused` within one batch or some
 * milliseconds of being asked to; in every case it frees all it made.
 */
export async function fitTrainable(request: FitRequest): Promise<Fitted> {
  const { trainable, train, options, backend, checkpoints, platform, emit } = request;
  const learned = trainable.parameters.filter(({ role }) => role !== 'state');
  const optimizer = createOptimizer(options, learned);
  const { classWeights } = request;
  const step = createTrainingStep(trainable, learned, optimizer, { ...options, classWeights });
  const state: TrainingState = {
    parameters: trainable.parameters,
    optimizer,
    monitor: createMonitor(options.patience, request.validation !== undefined),
    plateau: createPlateau(),
    average:
      options.averageDecay > 0
        ? createAverage(trainable.parameters, options.averageDecay, trainable.composed)
        : undefined,
    history: [],
    position: startOfEpoch(1),
  };
  const batches = Math.ceil(train.count / options.batchSize);
  const frame = { backend: backend.name, epochs: options.epochs, batches };
  try {
    const saved = await checkpoints.load();
    if (saved && restoreCheckpoint(state, frame, saved)) {
      composeAll(trainable.composed);
      emit({
        type: 'resumed',
        epochs: state.history.length,
        batch: state.position.batch,
        history: saved.history,
      });
    }
    const done = (state.position.epoch - 1) * batches + state.position.batch;
    const progress = createProgress(batches * options.epochs, 'batches', platform.now, emit, done);
    const training: Training = {
      ...request,
      validation: request.validation,
      state,
      step,
      batches,
      platform: createBreathing(platform),
      progress,
    };
    while (state.position.epoch <= options.epochs && !state.monitor.shouldStop()) {
      const metrics = await runEpoch(training);
      const reading = await readState(state);
      refuseBroken(Object.values(reading.weights).map(({ data }) => data));
      finishEpoch(training, metrics, resultOf(reading));
      // What has been seen is safe: the epoch shows only once it is saved.
      await checkpoints.save(await captureCheckpoint(state, frame, reading));
      emit({ type: 'epoch', epochs: options.epochs, metrics });
    }
    const fitted = keptSoFar(state, options);
    if (!fitted) throw new Error('A training of no epochs learns nothing.');
    return fitted;
  } catch (error) {
    if (error instanceof Paused)
      await checkpoints.save(await captureCheckpoint(state, frame, await readState(state)));
    if (error instanceof Divergence) {
      const { batchNorm = false, plainFeatures = false } = request.about ?? {};
      const circumstances = {
        blocks: trainable.blocks,
        batchNorm,
        ...(plainFeatures && { largestFeature: await largestInput(train, LOOKED_AT) }),
      };
      throw divergedFailure(error, state.position, options, circumstances, keptSoFar(state, options));
    }
    throw error;
  } finally {
    step.dispose();
    optimizer.dispose();
    state.average?.dispose();
  }
}

function keptSoFar({ monitor, history }: TrainingState, { epochs }: FitOptions): Fitted | undefined {
  const kept = monitor.kept();
  return (
    kept && {
      history: [...history],
      bestEpoch: kept.epoch,
      stoppedEarly: history.length < epochs,
      weights: kept.weights,
    }
  );
}
