import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { StepEvent } from '../../../src/engine/events';
import { Cancelled } from '../../../src/engine/run/failure';
import { Diverged } from '../../../src/engine/training/diverged-failure';
import { type FitRequest, fitTrainable } from '../../../src/engine/training/fit';
import type { ExampleSource } from '../../../src/engine/training/source';
import type { Trainable } from '../../../src/engine/training/trainable';
import type { FitOptions } from '../../../src/plan/expressions';
import { CLASSES, clouds, FEATURES } from './clouds';
import { OPTIONS, unattended } from './requests';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

function linear(): Trainable & { dispose(): void } {
  const kernel = tf.tidy(() => tf.variable(tf.zeros<tf.Rank.R2>([FEATURES, CLASSES])));
  const bias = tf.tidy(() => tf.variable(tf.zeros<tf.Rank.R1>([CLASSES])));
  const logits = (inputs: tf.Tensor) => tf.add(tf.matMul(inputs as tf.Tensor2D, kernel), bias) as tf.Tensor2D;
  return {
    blocks: 0,
    stem: (inputs) => inputs.clone(),
    forward: logits,
    head: logits,
    parameters: [
      { name: 'kernel', variable: kernel, role: 'kernel', rate: 1, l2: 0.0001, block: 0 },
      { name: 'bias', variable: bias, role: 'bias', rate: 1, l2: 0, block: 0 },
    ],
    dispose: () => tf.dispose([kernel, bias]),
  };
}

async function run(changes: Partial<FitOptions> = {}, more: Partial<FitRequest> = {}) {
  const trainable = linear();
  const events: StepEvent[] = [];
  try {
    const fitted = await fitTrainable({
      trainable,
      train: clouds(90, 1),
      validation: clouds(45, 2),
      options: { ...OPTIONS, ...changes },
      ...unattended(),
      emit: (event) => events.push(event),
      ...more,
    });
    return { ...fitted, events };
  } finally {
    trainable.dispose();
  }
}

describe('fit', () => {
  it('learns: both losses fall and validation accuracy passes 90 %', async () => {
    const { history } = await run();
    expect(history).toHaveLength(10);
    expect(history.at(-1)?.loss).toBeLessThan((history[0]?.loss ?? 0) / 2);
    expect(history.at(-1)?.valAccuracy).toBeGreaterThan(0.9);
  });

  it('gives the same history and weights for the same seed, and others for another', async () => {
    const first = await run();
    const again = await run();
    expect(again.history).toEqual(first.history);
    expect(again.weights).toEqual(first.weights);
    expect((await run({ seed: 4 })).history).not.toEqual(first.history);
  });

  it('reports every batch and epoch', async () => {
    const { events } = await run({ epochs: 2 });
    const batches = events.filter((event) => event.type === 'batch');
    expect(batches.map(({ epoch, batch }) => [epoch, batch])).toEqual(
      [1, 2].flatMap((epoch) => [1, 2, 3, 4, 5, 6].map((batch) => [epoch, batch])),
    );
    expect(events.filter((event) => event.type === 'epoch')).toHaveLength(2);
  });

  it('keeps the weights of the best epoch', async () => {
    // A rate this high makes later epochs worse than the best one.
    const { history, bestEpoch, weights } = await run({
      learningRate: 5,
      schedule: 'constant',
      optimizer: 'sgd',
    });
    const losses = history.map((metrics) => metrics.valLoss ?? 0);
    expect(losses[bestEpoch - 1]).toBe(Math.min(...losses));
    expect(bestEpoch).toBeLessThan(history.length);
    const upToBest = await run({
      learningRate: 5,
      schedule: 'constant',
      optimizer: 'sgd',
      epochs: bestEpoch,
    });
    expect(weights).toEqual(upToBest.weights);
  });

  it('stops early when the validation loss no longer improves', async () => {
    const { history, stoppedEarly, bestEpoch } = await run({ epochs: 200, patience: 5, learningRate: 0.5 });
    expect(stoppedEarly).toBe(true);
    expect(history.length).toBe(bestEpoch + 5);
  });

  it('keeps the last epoch without validation', async () => {
    const { bestEpoch, history } = await run({}, { validation: undefined });
    expect(bestEpoch).toBe(10);
    expect(history[0]?.valLoss).toBeUndefined();
  });

  it('stops with a clear problem when the loss is no number', async () => {
    await expect(run({ learningRate: 1e38, optimizer: 'sgd' })).rejects.toMatchObject({
      problem: { code: 'fit/diverged', param: 'learningRate' },
    });
  });

  it.each(['sgd', 'adam', 'adamw'] as const)(
    'stops with the same problem at a rate of 1e6 with %s',
    async (optimizer) => {
      await expect(run({ learningRate: 1e6, schedule: 'constant', optimizer })).rejects.toMatchObject({
        problem: {
          code: 'fit/diverged',
          param: 'learningRate',
          message: expect.stringMatching(/in epoch 1, batch \d/),
        },
      });
    },
  );

  it('looks at the validation loss too: one batch is one epoch, and its step may be the last', async () => {
    const changes = {
      learningRate: 1e9,
      schedule: 'constant',
      optimizer: 'sgd',
      epochs: 1,
      batchSize: 90,
    } as const;
    await expect(run(changes)).rejects.toMatchObject({
      problem: { code: 'fit/diverged', message: expect.stringContaining('after epoch 1') },
    });
  });

  it('keeps the weights of the best epoch when the loss falls apart later, and says so', async () => {
    const healthy = await run({ epochs: 2, schedule: 'constant' });
    const train = clouds(90, 1);
    // From the third epoch on, one image in the fourth batch is broken.
    const breaking: ExampleSource = {
      ...train,
      async batch(positions, epoch) {
        const batch = await train.batch(positions, epoch);
        if (epoch < 3 || ++broken !== 4) return batch;
        const inputs = tf.tidy(() => tf.mul(batch.inputs, Number.NaN));
        batch.inputs.dispose();
        return { ...batch, inputs };
      },
    };
    let broken = 0;
    const diverged = await run({ schedule: 'constant' }, { train: breaking }).catch((error) => error);
    expect(diverged).toBeInstanceOf(Diverged);
    expect(diverged.problem.message).toBe(
      `The loss was no longer a finite number in epoch 3, batch 4: training fell apart. The weights of epoch ${healthy.bestEpoch} are kept, so you can still try them.`,
    );
    const { events: _events, ...fitted } = healthy;
    expect(diverged.lastGood).toEqual({ ...fitted, stoppedEarly: true });
  });

  it('notices a broken gradient before it reaches the weights, when it clips', async () => {
    const train = clouds(90, 1);
    const trainable = linear();
    // A finite loss whose gradient is not: as of a root at zero.
    const sharp: Trainable = {
      ...trainable,
      forward: (inputs, mode) =>
        tf.tidy(() => {
          const root = tf.sqrt(tf.relu(tf.sub(trainable.forward(inputs, mode), 1e6)));
          return tf.add(root, trainable.forward(inputs, mode)) as tf.Tensor2D;
        }),
    };
    const failed = run({ clipNorm: 1 }, { train, trainable: sharp });
    await expect(failed).rejects.toMatchObject({
      problem: {
        message: expect.stringContaining('gradient was no longer a finite number in epoch 1, batch 1'),
      },
    });
    // Without a limit the norm is not calculated: the weights show it at the next batch or the epoch's end.
    await expect(run({}, { train, trainable: sharp })).rejects.toMatchObject({
      problem: { code: 'fit/diverged' },
    });
    trainable.dispose();
  });

  it('stops within one batch of a cancel', async () => {
    const controller = new AbortController();
    const events: StepEvent[] = [];
    const emit = (event: StepEvent) => {
      events.push(event);
      if (event.type === 'batch' && event.epoch === 2 && event.batch === 3) controller.abort();
    };
    await expect(run({}, { signal: controller.signal, emit })).rejects.toThrow(Cancelled);
    const last = events.filter((event) => event.type === 'batch').at(-1);
    expect([last?.epoch, last?.batch]).toEqual([2, 3]);
  });

  it.each([
    ['to the end', {}, {}],
    ['until cancelled', {}, { signal: AbortSignal.abort() }],
    ['until the loss breaks', { learningRate: 1e38, optimizer: 'sgd' }, {}],
  ] as const)('leaks no tensor when run %s', async (_name, changes, more) => {
    await run(changes, more).catch(() => undefined);
    const before = tf.memory();
    await run(changes, more).catch(() => undefined);
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });

  it('weighs rare classes as asked', async () => {
    const plain = await run({ epochs: 1 });
    const weighted = await run({ epochs: 1 }, { classWeights: [5, 1, 1] });
    expect(weighted.history[0]?.loss).toBeGreaterThan(plain.history[0]?.loss ?? 0);
  });
});
