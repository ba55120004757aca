import type { RangeTestOptions } from '../../plan/expressions';
import { derive } from '../data/random';
import type { StepEvent } from '../events';
import type { Platform } from '../platform/platform';
import type { RangeTestPoint, RangeTestSummary } from '../results';
import { Paused, StepFailure, stopIfCancelled } from '../run/failure';
import { createProgress } from '../run/progress';
import { createBreathing } from './breathing';
import { Divergence } from './divergence';
import { createOptimizer } from './optimizers';
import { epochOrder } from './order';
import type { ExampleSource } from './source';
import { suggestRate } from './suggest-rate';
import type { Trainable } from './trainable';
import { createTrainingStep } from './training-step';

export interface RangeTestRequest {
  /** Is left with the weights of the last step, which are good for nothing. */
  readonly trainable: Trainable;
  readonly train: ExampleSource;
  /** One for each class, or none to weigh all samples alike. */
  readonly classWeights?: readonly number[];
  readonly options: RangeTestOptions;
  readonly platform: Pick<Platform, 'breathe' | 'now'>;
  readonly signal: AbortSignal;
  readonly pause: AbortSignal;
  readonly emit: (event: StepEvent) => void;
}

/** Share of the old value in the smoothed loss. */
const SMOOTHING = 0.9;
/** Beyond this multiple of the best smoothed loss nothing is to be learned any more. */
const TOO_MUCH = 4;

/**
 * The learning-rate range test (Smith 2015, arXiv:1506.01186): a training in which the rate grows by one
 * factor from batch to batch, until all steps are done or the loss falls apart. The loss of a batch is
 * measured before its step. One seed gives one result on one backend. Throws `StepFailure` when the loss
 * is broken before the first step, `Cancelled` and `Paused`; there is nothing to go on from.
 */
export async function testRange(request: RangeTestRequest): Promise<RangeTestSummary> {
  const { trainable, train, classWeights, options, signal, pause, emit } = request;
  const { lowestRate, highestRate, steps, seed } = options;
  const platform = createBreathing(request.platform);
  const learned = trainable.parameters.filter(({ role }) => role !== 'state');
  const optimizer = createOptimizer(options, learned);
  const step = createTrainingStep(trainable, learned, optimizer, { ...options, classWeights });
  const progress = createProgress(steps, 'batches', request.platform.now, emit);
  const nextPositions = endlessBatches(train.count, options.batchSize, seed);
  const points: RangeTestPoint[] = [];
  let average = 0;
  let best = Number.POSITIVE_INFINITY;
  let diverged = false;
  try {
    for (let index = 0; index < steps && !diverged; index++) {
      await platform.breathe();
      stopIfCancelled(signal);
      if (pause.aborted) throw new Paused();
      const { positions, epoch } = nextPositions();
      const rate = lowestRate * (highestRate / lowestRate) ** (index / Math.max(1, steps - 1));
      const examples = await train.batch(positions, epoch);
      const place = { learningRate: rate, factor: 1, seed: derive(seed, 'range', index), from: 0 };
      const loss = await lossOf(() => step.run(examples, place));
      if (loss === undefined) {
        diverged = true;
        break;
      }
      average = SMOOTHING * average + (1 - SMOOTHING) * loss;
      // Corrected for its start at zero, as in Adam.
      const smoothed = average / (1 - SMOOTHING ** (index + 1));
      best = Math.min(best, smoothed);
      diverged = smoothed > TOO_MUCH * best;
      points.push({ rate, loss, smoothed });
      emit({ type: 'batch', epoch: 1, batch: index + 1, batches: steps, loss, learningRate: rate });
      progress(index + 1);
    }
    if (points.length === 0) throw brokenFromTheStart();
    return { points, stepsPlanned: steps, diverged, ...suggestRate(points, diverged) };
  } finally {
    step.dispose();
    optimizer.dispose();
  }
}

/** `undefined` when training fell apart, which is what the test looks for. */
async function lossOf(run: () => Promise<{ readonly loss: number }>): Promise<number | undefined> {
  try {
    return (await run()).loss;
  } catch (error) {
    if (error instanceof Divergence) return undefined;
    throw error;
  }
}

/** Whole batches, epoch after epoch: a short one at an epoch's end would be noise on the curve. */
function endlessBatches(count: number, batchSize: number, seed: number) {
  const size = Math.min(batchSize, count);
  const perEpoch = Math.floor(count / size);
  let taken = 0;
  let order: Int32Array = new Int32Array(0);
  return () => {
    const epoch = Math.floor(taken / perEpoch) + 1;
    const batch = taken++ % perEpoch;
    if (batch === 0) order = epochOrder(count, seed, epoch);
    return { epoch, positions: order.slice(batch * size, (batch + 1) * size) };
  };
}

const brokenFromTheStart = (): StepFailure =>
  new StepFailure({
    code: 'range-test/broken',
    message: 'The loss is not a finite number even before the first step.',
    hint: 'The network’s output itself is broken: cut the backbone at an earlier layer, or choose another backend.',
  });
