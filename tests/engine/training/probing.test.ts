import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { createHead } from '../../../src/engine/networks/head';
import { readWeights } from '../../../src/engine/networks/weights';
import { type FitRequest, fitTrainable } from '../../../src/engine/training/fit';
import type { FitOptions } from '../../../src/plan/expressions';
import { start } from '../backend/start';
import { CLASSES, clouds, FEATURES } from './clouds';
import { headOnBody, OPTIONS, through, unattended } from './requests';

beforeAll(() => start('cpu'));

const SPEC = { hidden: [], dropout: 0, batchNorm: false, l2: 0 };
const PROBE = { epochs: 3, learningRate: 0.1 };

function network() {
  const head = createHead(SPEC, FEATURES, CLASSES, { seed: 5 });
  const body = headOnBody(head, { width: FEATURES, blocks: 2 });
  return { body, dispose: () => tf.dispose([head.dispose(), body.dispose()]) };
}

async function train(changes: Partial<FitOptions>, more: Partial<FitRequest> = {}, stored = false) {
  const { body, dispose } = network();
  const fitted = await fitTrainable({
    trainable: body,
    train: clouds(24, 1),
    ...(stored && { probe: { train: through(body, clouds(24, 1)) } }),
    options: { ...OPTIONS, epochs: 7, ...changes },
    ...unattended(),
    ...more,
  });
  dispose();
  return fitted;
}

it('moves the head alone at first, at its own rate, and then the body too', async () => {
  const { body, dispose } = network();
  const before = await readWeights(body.parameters);
  const bodyWeights = Object.keys(before).filter((name) => name.startsWith('body_'));
  const { history } = await fitTrainable({
    trainable: body,
    train: clouds(24, 1),
    options: { ...OPTIONS, epochs: 7, probe: PROBE, schedule: 'constant' },
    ...unattended(),
    checkpoints: {
      load: async () => undefined,
      async save({ history, tensors }) {
        for (const name of bodyWeights) {
          const now = tensors[`weight/${name}`]?.data;
          if (history.length <= PROBE.epochs) expect(now).toEqual(before[name]?.data);
          else expect(now).not.toEqual(before[name]?.data);
        }
      },
      drop: async () => undefined,
    },
  });
  expect(history.map(({ probes = false }) => probes)).toEqual([true, true, true, false, false, false, false]);
  expect(history.map(({ learningRate }) => learningRate)).toEqual([0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05]);
  dispose();
});

it('gives the same from stored features as from running the body', async () => {
  const options = { probe: PROBE, averageDecay: 0.9 };
  expect(await train(options, {}, true)).toEqual(await train(options));
});

it('is two trainings, one after the other, each with its schedule and an optimizer that starts anew', async () => {
  // One batch an epoch, so that the order of samples is none.
  const whole = await train({ probe: PROBE, batchSize: 24, warmupEpochs: 1 });
  const { body, dispose } = network();
  const learn = (options: Partial<FitOptions>, parameters = body.parameters) =>
    fitTrainable({
      trainable: { ...body, parameters },
      train: clouds(24, 1),
      options: { ...OPTIONS, batchSize: 24, ...options },
      ...unattended(),
    });
  const head = body.parameters.filter(({ block }) => block === body.blocks);
  const first = await learn(PROBE, head);
  const second = await learn({ epochs: 7 - PROBE.epochs, warmupEpochs: 1 });
  const losses = [...first.history, ...second.history].map(({ loss }) => loss);
  for (const [index, { loss }] of whole.history.entries()) expect(loss).toBeCloseTo(losses[index] ?? 0, 5);
  for (const [name, { data }] of Object.entries(second.weights)) {
    const apart = data.map((value, at) => Math.abs(value - (whole.weights[name]?.data[at] ?? Number.NaN)));
    expect(Math.max(...apart), name).toBeLessThan(1e-4);
  }
  dispose();
});

it('does not stop early before fine-tuning had its chance', async () => {
  const { history } = await train(
    { probe: PROBE, patience: 1, learningRate: 1e-30, optimizer: 'sgd', weightDecay: 0 },
    { validation: clouds(12, 2) },
  );
  expect(history.length).toBeGreaterThan(PROBE.epochs);
});
