import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createHead } from '../../../src/engine/networks/head';
import type { RangeTestPoint } from '../../../src/engine/results';
import { Cancelled, Paused } from '../../../src/engine/run/failure';
import { fitTrainable } from '../../../src/engine/training/fit';
import { type RangeTestRequest, testRange } from '../../../src/engine/training/range-test';
import { suggestRate } from '../../../src/engine/training/suggest-rate';
import type { RangeTestOptions } from '../../../src/plan/expressions';
import { CLASSES, clouds, FEATURES } from './clouds';
import { OPTIONS as FIT, headAlone, unattended } from './requests';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const OPTIONS: RangeTestOptions = {
  optimizer: 'sgd',
  momentum: 0,
  weightDecay: 0,
  backboneRate: 1,
  batchSize: 30,
  labelSmoothing: 0,
  classWeights: false,
  lowestRate: 1e-4,
  highestRate: 1e6,
  steps: 100,
  seed: 1,
};

async function run(changes: Partial<RangeTestOptions> = {}, more: Partial<RangeTestRequest> = {}) {
  const spec = { hidden: [], dropout: 0, batchNorm: false, l2: 0 };
  const head = createHead(spec, FEATURES, CLASSES, { seed: 1 });
  try {
    return await testRange({
      trainable: headAlone(head),
      train: clouds(90, 1),
      options: { ...OPTIONS, ...changes },
      ...unattended(),
      ...more,
    });
  } finally {
    head.dispose();
  }
}

/** On validation, after three epochs at one rate. */
async function lossAt(learningRate: number): Promise<number> {
  const head = createHead({ hidden: [], dropout: 0, batchNorm: false, l2: 0 }, FEATURES, CLASSES, {
    seed: 1,
  });
  const { history } = await fitTrainable({
    trainable: headAlone(head),
    train: clouds(90, 1),
    validation: clouds(90, 2),
    options: {
      ...FIT,
      optimizer: 'sgd',
      momentum: 0,
      weightDecay: 0,
      batchSize: 30,
      epochs: 3,
      learningRate,
      schedule: 'constant',
    },
    ...unattended(),
  });
  head.dispose();
  return history.at(-1)?.valLoss ?? Number.NaN;
}

describe('range test', () => {
  it('raises the rate by one factor from step to step', async () => {
    const { points, diverged } = await run({ lowestRate: 1e-4, highestRate: 1, steps: 5 });
    expect(diverged).toBe(false);
    expect(points.map(({ rate }) => Number(rate.toPrecision(6)))).toEqual([0.0001, 0.001, 0.01, 0.1, 1]);
  });

  it('smooths the loss without a lag at the start', async () => {
    const { points } = await run({ steps: 20, highestRate: 1 });
    let average = 0;
    for (const [index, { loss, smoothed }] of points.entries()) {
      average = 0.9 * average + 0.1 * loss;
      expect(smoothed).toBeCloseTo(average / (1 - 0.9 ** (index + 1)), 9);
    }
  });

  it('stops when the loss falls apart, and suggests a rate at which this training works', async () => {
    const { points, diverged, suggestion, tenthOfMinimum } = await run();
    expect(diverged).toBe(true);
    expect(points.length).toBeLessThan(OPTIONS.steps);
    expect(suggestion).toEqual({ rate: tenthOfMinimum, by: 'minimum' });
    const lowest = points.reduce((best, point) => (point.smoothed < best.smoothed ? point : best));
    expect(suggestion?.rate).toBeCloseTo(lowest.rate / 10, 0);
    const rate = suggestion?.rate ?? 0;
    const loss = await lossAt(rate);
    // A hundredth of it learns far less in as many epochs; a hundred times as much overshoots.
    expect(await lossAt(rate / 100)).toBeGreaterThan(2 * loss);
    expect(await lossAt(rate * 100)).toBeGreaterThan(2 * loss);
  });

  it('suggests where it fell fastest when the highest rate still works', async () => {
    const { suggestion, steepest, tenthOfMinimum } = await run({ highestRate: 0.5 });
    expect(suggestion).toEqual({ rate: steepest, by: 'steepest' });
    expect(tenthOfMinimum).toBeUndefined();
  });

  it('suggests nothing when no rate did anything', async () => {
    const { suggestion, points } = await run({ lowestRate: 1e-9, highestRate: 1e-7 });
    expect(points).toHaveLength(OPTIONS.steps);
    expect(suggestion).toBeUndefined();
  });

  it('gives the same for a seed, and leaks nothing', async () => {
    const first = await run();
    const before = tf.memory();
    expect(await run()).toEqual(first);
    expect(await run({ seed: 2 })).not.toEqual(first);
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });

  it('can be stopped and paused', async () => {
    await expect(run({}, { signal: AbortSignal.abort() })).rejects.toThrow(Cancelled);
    await expect(run({}, { pause: AbortSignal.abort() })).rejects.toThrow(Paused);
  });

  it('says so when the network is broken before the first step', async () => {
    const train = clouds(90, 1);
    const broken: typeof train = {
      ...train,
      async batch(positions, epoch) {
        const { inputs, targets } = await train.batch(positions, epoch);
        inputs.dispose();
        return { inputs: tf.fill(inputs.shape, Number.NaN), targets };
      },
    };
    await expect(run({}, { train: broken })).rejects.toMatchObject({
      problem: { code: 'range-test/broken' },
    });
  });
});

describe('suggestion', () => {
  /** A curve over 6 decades from 1e-5: `loss` of the decimal logarithm of the rate. */
  const curve = (loss: (log: number) => number): RangeTestPoint[] =>
    Array.from({ length: 61 }, (_, index) => {
      const log = -5 + index / 10;
      return { rate: 10 ** log, loss: loss(log), smoothed: loss(log) };
    });

  it('is a tenth of the rate at the minimum of a parabola, whose steepest fall is at its start', () => {
    const { suggestion, steepest } = suggestRate(
      curve((log) => 1 + 0.2 * (log + 1) ** 2),
      false,
    );
    expect(suggestion).toEqual({ rate: 0.01, by: 'minimum' });
    expect(steepest).toBeLessThan(1e-4);
  });

  it('is the middle of an S that still falls at its end', () => {
    const { suggestion } = suggestRate(
      curve((log) => 2 - 1 / (1 + Math.exp(-4 * (log + 2)))),
      false,
    );
    expect(suggestion?.by).toBe('steepest');
    expect(Math.log10(suggestion?.rate ?? 0)).toBeCloseTo(-2, 0);
  });

  it('is none for a flat curve, however it ends', () => {
    expect(
      suggestRate(
        curve(() => 1),
        true,
      ),
    ).toEqual({});
    expect(suggestRate([], false)).toEqual({});
  });
});
