import * as tf from '@tensorflow/tfjs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StepEvent } from '../../../src/engine/events';
import { createHead } from '../../../src/engine/networks/head';
import { Paused } from '../../../src/engine/run/failure';
import { memoryCheckpoints } from '../../../src/engine/run/memory-checkpoints';
import type { Checkpoint, CheckpointStore } from '../../../src/engine/training/checkpoint';
import { type FitRequest, type Fitted, fitTrainable } from '../../../src/engine/training/fit';
import type { FitOptions } from '../../../src/plan/expressions';
import type { HeadSpec } from '../../../src/plan/plan';
import { start } from '../backend/start';
import { CLASSES, clouds, FEATURES } from './clouds';
import { headAlone, headOnBody, OPTIONS, through, unattended } from './requests';

beforeAll(async () => {
  await start('wasm');
});
beforeEach(async () => {
  await tf.setBackend('cpu');
});

const HEAD: HeadSpec = { hidden: [5], dropout: 0.3, batchNorm: true, l2: 0.001 };
const EPOCHS = 3;
const BATCHES = 3;
const changesOf = (changes: Partial<FitOptions>): FitOptions => ({
  ...OPTIONS,
  epochs: EPOCHS,
  batchSize: 10,
  ...changes,
});

interface Attempt {
  readonly fitted?: Fitted;
  readonly error?: unknown;
  readonly events: readonly StepEvent[];
}

/** One attempt at a training; `pauseAfter` batches of this attempt it is asked to pause. */
async function attempt(
  changes: Partial<FitOptions>,
  checkpoints: CheckpointStore,
  {
    pauseAfter = Number.POSITIVE_INFINITY,
    spec = HEAD,
    blocks = 0,
    features = false,
    ...more
  }: AttemptSettings = {},
): Promise<Attempt> {
  const head = createHead(spec, FEATURES, CLASSES, { seed: 5 });
  const body = blocks > 0 ? headOnBody(head, { width: FEATURES, blocks, l2: spec.l2 }) : undefined;
  const pause = new AbortController();
  const events: StepEvent[] = [];
  if (pauseAfter === 0) pause.abort();
  try {
    const fitted = await fitTrainable({
      trainable: body ?? headAlone(head, spec.l2),
      train: clouds(BATCHES * 10 - 3, 1),
      validation: clouds(12, 2),
      ...(body &&
        features && {
          probe: {
            train: through(body, clouds(BATCHES * 10 - 3, 1)),
            validation: through(body, clouds(12, 2)),
          },
        }),
      options: changesOf(changes),
      ...unattended(),
      checkpoints,
      pause: pause.signal,
      emit(event) {
        events.push(event);
        if (events.filter(({ type }) => type === 'batch').length >= pauseAfter) pause.abort();
      },
      ...more,
    });
    return { fitted, events };
  } catch (error) {
    return { error, events };
  } finally {
    head.dispose();
    body?.dispose();
  }
}

interface AttemptSettings extends Partial<FitRequest> {
  readonly pauseAfter?: number;
  readonly spec?: HeadSpec;
  readonly blocks?: number;
  /** The body's features are stored. */
  readonly features?: boolean;
}

/** As if written to a disk and read back: nothing is shared with the training that saved it. */
function stored(): CheckpointStore {
  let written: { readonly json: string; readonly tensors: Checkpoint['tensors'] } | undefined;
  return {
    async load() {
      if (!written) return undefined;
      return { ...JSON.parse(written.json), tensors: structuredClone(written.tensors) };
    },
    async save({ tensors, ...rest }) {
      written = { json: JSON.stringify(rest), tensors: structuredClone(tensors) };
    },
    async drop() {
      written = undefined;
    },
  };
}

interface Setting {
  readonly name: string;
  readonly changes: Partial<FitOptions>;
  readonly more?: AttemptSettings;
}

const SETTINGS: readonly Setting[] = [
  { name: 'Adam', changes: {} },
  { name: 'AdamW, warm-up', changes: { optimizer: 'adamw', warmupEpochs: 1 } },
  { name: 'SGD with momentum', changes: { optimizer: 'sgd' } },
  { name: 'SGD alone, smoothed labels', changes: { optimizer: 'sgd', momentum: 0, labelSmoothing: 0.1 } },
  { name: 'reduce on plateau', changes: { schedule: 'plateau', learningRate: 0.3, epochs: 8 } },
  { name: 'early stopping', changes: { patience: 1, learningRate: 0.8, epochs: 8 } },
  { name: 'moving average', changes: { averageDecay: 0.9 } },
  {
    name: 'everything at once, on a body',
    changes: {
      optimizer: 'adamw',
      averageDecay: 0.9,
      clipNorm: 0.5,
      l2sp: 0.1,
      unfreezeEvery: 1,
      warmupEpochs: 0.5,
      epochs: 4,
    },
    more: { blocks: 2 },
  },
  {
    name: 'probing first, from stored features',
    changes: { probe: { epochs: 2, learningRate: 0.1 }, warmupEpochs: 0.5, epochs: 4, averageDecay: 0.9 },
    more: { blocks: 2, features: true },
  },
  {
    name: 'probing first on a plateau, without stored features',
    changes: { probe: { epochs: 2, learningRate: 0.5 }, schedule: 'plateau', optimizer: 'sgd', epochs: 4 },
    more: { blocks: 2 },
  },
  { name: 'no validation', changes: {}, more: { validation: undefined } },
];

describe.each(SETTINGS)('$name', ({ changes, more }) => {
  it('ends the same after a pause behind any batch, and leaks nothing', async () => {
    const whole = await attempt(changes, stored(), more);
    expect(whole.error).toBeUndefined();
    const before = tf.memory();
    const batches = whole.events.filter(({ type }) => type === 'batch').length;
    for (let pauseAfter = 0; pauseAfter < batches; pauseAfter++) {
      const checkpoints = stored();
      const first = await attempt(changes, checkpoints, { ...more, pauseAfter });
      expect(first.error).toBeInstanceOf(Paused);
      const second = await attempt(changes, checkpoints, more);
      expect(second.fitted, `paused after ${pauseAfter}`).toEqual(whole.fitted);
      // Seen once: the first part before the pause, the rest after it.
      const seen = [...first.events, ...second.events];
      for (const type of ['batch', 'epoch'] as const) {
        expect(seen.filter((event) => event.type === type)).toEqual(
          whole.events.filter((event) => event.type === type),
        );
      }
    }
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });

  it('ends the same when it is killed behind any batch: only the epoch in progress is done again', async () => {
    const whole = await attempt(changes, stored(), more);
    const batches = whole.events.filter(({ type }) => type === 'batch').length;
    for (let killAfter = 1; killAfter <= batches; killAfter++) {
      const checkpoints = stored();
      let left = killAfter;
      const events: StepEvent[] = [];
      const killed = await attempt(changes, checkpoints, {
        ...more,
        emit(event) {
          events.push(event);
          if (event.type === 'batch' && --left === 0) throw new Error('killed');
        },
      });
      expect(String(killed.error)).toContain('killed');
      const seen = events.filter(({ type }) => type === 'epoch').length;
      const again = await attempt(changes, checkpoints, more);
      expect(again.fitted).toEqual(whole.fitted);
      const resumed = again.events.find((event) => event.type === 'resumed');
      // An epoch that was shown is safe; one may be safe that was not yet shown.
      expect(resumed?.type === 'resumed' ? resumed.epochs : 0).toBe(seen);
    }
  });
});

it('tells where it goes on, with the history until there', async () => {
  const checkpoints = stored();
  const first = await attempt({}, checkpoints, { pauseAfter: BATCHES + 2 });
  const second = await attempt({}, checkpoints);
  const [metrics] = first.events.flatMap((event) => (event.type === 'epoch' ? [event.metrics] : []));
  expect(second.events[0]).toEqual({ type: 'resumed', epochs: 1, batch: 2, history: [metrics] });
});

it('saves an epoch before it shows it', async () => {
  const checkpoints = stored();
  const saved: number[] = [];
  await attempt({}, checkpoints, {
    emit(event) {
      if (event.type === 'epoch') void checkpoints.load().then((at) => saved.push(at?.history.length ?? 0));
    },
  });
  expect(saved).toEqual([1, 2, 3]);
});

it('gives the result at once when it was killed behind its last epoch', async () => {
  const checkpoints = stored();
  const whole = await attempt({}, checkpoints);
  const again = await attempt({}, checkpoints);
  expect(again.fitted).toEqual(whole.fitted);
  expect(again.events.map(({ type }) => type)).toEqual(['resumed']);
});

it.each([
  ['another network', { spec: { ...HEAD, hidden: [6] } }, {}],
  ['another optimizer', {}, { optimizer: 'sgd' }],
  ['another number of epochs', {}, { epochs: EPOCHS + 1 }],
] as const)('passes over a checkpoint of %s', async (_name, settings, changes) => {
  const checkpoints = stored();
  await attempt({}, checkpoints, { pauseAfter: 4 });
  const fresh = await attempt(changes, stored(), settings);
  const other = await attempt(changes, checkpoints, settings);
  expect(other.events.some(({ type }) => type === 'resumed')).toBe(false);
  expect(other.fitted).toEqual(fresh.fitted);
});

it('pauses while it validates, and does not train the epoch again', async () => {
  const checkpoints = stored();
  const whole = await attempt({ batchSize: 4 }, stored());
  const pause = new AbortController();
  const validation = clouds(12, 2);
  const first = await attempt({ batchSize: 4 }, checkpoints, {
    pause: pause.signal,
    validation: {
      ...validation,
      async batch(positions, epoch) {
        if (positions[0] === 4) pause.abort();
        return validation.batch(positions, epoch);
      },
    },
  });
  expect(first.error).toBeInstanceOf(Paused);
  expect((await checkpoints.load())?.history).toEqual([]);
  const second = await attempt({ batchSize: 4 }, checkpoints);
  expect(second.fitted).toEqual(whole.fitted);
  expect(second.events[1]?.type).toBe('epoch');
});

it('goes on upon another backend, within rounding', async () => {
  const options = { epochs: 6 };
  // Without batch norm: a bias before it has no gradient but rounding, which Adam blows up.
  const settings = { spec: { ...HEAD, batchNorm: false } };
  const whole = await attempt(options, stored(), settings);
  const checkpoints = memoryCheckpoints()('training');
  await attempt(options, checkpoints, { ...settings, pauseAfter: 7 });
  await tf.setBackend('wasm');
  const onWasm = await attempt(options, checkpoints, { ...settings, backend: { name: 'wasm' } });
  expect(onWasm.events[0]).toMatchObject({ type: 'resumed', epochs: 2, batch: 1 });
  for (const [index, metrics] of (onWasm.fitted?.history ?? []).entries()) {
    expect(metrics.loss).toBeCloseTo(whole.fitted?.history[index]?.loss ?? Number.NaN, 5);
    expect(metrics.valLoss).toBeCloseTo(whole.fitted?.history[index]?.valLoss ?? Number.NaN, 5);
  }
});
