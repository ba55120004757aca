import type { FitOptions } from '../../plan/expressions';
import { createRandom, derive } from '../data/random';
import type { StepEvent } from '../events';
import type { WeightMap } from '../networks/network';
import { readWeights } from '../networks/weights';
import type { Platform } from '../platform/platform';
import type { EpochMetrics } from '../results';
import { stopIfCancelled } from '../run/failure';
import { createProgress } from '../run/progress';
import { refuseDiverged } from './diverged';
import { createMonitor } from './monitor';
import { createOptimizer } from './optimizers';
import { createPlateau, learningRateAt } from './schedule';
import type { ExampleSource } from './source';
import type { Trainable } from './trainable';
import { createTrainingStep } from './training-step';
import { validate } from './validate';

export interface FitRequest {
  readonly trainable: Trainable;
  readonly train: ExampleSource;
  /** Without it the last epoch's weights are kept. */
  readonly validation?: ExampleSource;
  /** One for each class, or none to weigh all samples alike. */
  readonly classWeights?: readonly number[];
  readonly options: FitOptions;
  readonly platform: Pick<Platform, 'breathe' | 'now'>;
  readonly signal: AbortSignal;
  readonly emit: (event: StepEvent) => void;
}

export interface Fitted {
  readonly history: readonly EpochMetrics[];
  /** Counted from 1. */
  readonly bestEpoch: number;
  readonly stoppedEarly: boolean;
  /** Of all parameters of the trainable, after the best epoch. */
  readonly weights: WeightMap;
}

/**
 * Minimises cross-entropy by mini-batches. One seed gives one result on one backend. Throws
 * `StepFailure` when the loss diverges and `Cancelled` within one batch of a cancel;
 * in every case it frees all it made.
 */
export async function fitTrainable(request: FitRequest): Promise<Fitted> {
  const { trainable, train, validation, options, platform, signal, emit } = request;
  const learned = trainable.parameters.filter(({ role }) => role !== 'state');
  const optimizer = createOptimizer(options, learned);
  const step = createTrainingStep(
    trainable,
    learned,
    optimizer,
    request.classWeights,
    options.labelSmoothing,
  );
  const monitor = createMonitor(trainable.parameters, options.patience, validation !== undefined);
  const plateau = createPlateau();
  const batches = Math.ceil(train.count / options.batchSize);
  const progress = createProgress(batches * options.epochs, 'batches', platform.now, emit);
  const history: EpochMetrics[] = [];
  let plateauFactor = 1;
  try {
    for (let epoch = 1; epoch <= options.epochs && !monitor.shouldStop(); epoch++) {
      const order = epochOrder(train.count, options.seed, epoch);
      let lossSum = 0;
      let correct = 0;
      let learningRate = 0;
      for (let batch = 0; batch < batches; batch++) {
        await platform.breathe();
        stopIfCancelled(signal);
        // A step at the very start of a warm-up would have rate 0, so rates are taken at the batch's end.
        const at = epoch - 1 + (options.warmupEpochs > 0 ? batch + 1 : batch) / batches;
        learningRate = learningRateAt(options, at, plateauFactor);
        const positions = order.slice(batch * options.batchSize, (batch + 1) * options.batchSize);
        const examples = await train.batch(positions, epoch);
        const seed = derive(options.seed, 'step', epoch, batch);
        const measured = await step.run(examples, learningRate, seed, { epoch, batch: batch + 1 });
        lossSum += measured.loss * positions.length;
        correct += measured.correct;
        emit({ type: 'batch', epoch, batch: batch + 1, batches, loss: measured.loss, learningRate });
        progress((epoch - 1) * batches + batch + 1);
      }
      const validated =
        validation && (await validate(trainable, validation, options.batchSize, platform, signal));
      // The step after the last batch was not seen by any training loss.
      if (validated) refuseDiverged(validated.loss, { epoch });
      const metrics: EpochMetrics = {
        epoch,
        learningRate,
        loss: lossSum / train.count,
        accuracy: correct / train.count,
        ...(validated && { valLoss: validated.loss, valAccuracy: validated.accuracy }),
      };
      history.push(metrics);
      emit({ type: 'epoch', epochs: options.epochs, metrics });
      const monitored = metrics.valLoss ?? metrics.loss;
      monitor.record(epoch, monitored);
      plateauFactor = plateau(monitored);
    }
    monitor.restoreBest();
    return {
      history,
      bestEpoch: monitor.bestEpoch(),
      stoppedEarly: history.length < options.epochs,
      weights: await readWeights(trainable.parameters),
    };
  } finally {
    step.dispose();
    optimizer.dispose();
    monitor.dispose();
  }
}

/** A new order for every epoch, from the seed alone. */
function epochOrder(count: number, seed: number, epoch: number): Int32Array {
  const positions = Array.from({ length: count }, (_, position) => position);
  return Int32Array.from(createRandom(derive(seed, 'order', epoch)).shuffle(positions));
}
