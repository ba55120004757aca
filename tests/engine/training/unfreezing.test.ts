import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { INFERENCE } from '../../../src/engine/networks/modes';
import type { WeightMap } from '../../../src/engine/networks/network';
import { readWeights } from '../../../src/engine/networks/weights';
import { type OpenedTrainable, openTrainable } from '../../../src/engine/steps/trainable';
import type { Checkpoint } from '../../../src/engine/training/checkpoint';
import { fitTrainable } from '../../../src/engine/training/fit';
import type { ExampleSource } from '../../../src/engine/training/source';
import { start } from '../backend/start';
import { images } from '../networks/numbers';
import { platform, smallCnnSpec } from '../networks/specs';
import { OPTIONS, unattended } from './requests';

beforeAll(() => start('wasm'));

const CLASSES = 3;
const BLOCKS = 3;
const MODEL = smallCnnSpec({ blocks: BLOCKS, dropout: 0.2 });
const HEAD = { hidden: [], dropout: 0, batchNorm: false, l2: 0 };

const open = (
  rates?: { backboneRate: number; layerDecay: number },
  model = MODEL,
): Promise<OpenedTrainable> =>
  openTrainable(model, HEAD, platform, { classes: CLASSES, weights: {}, seed: 1, rates });

function examples(count: number): ExampleSource {
  return {
    count,
    async batch(positions) {
      const classes = [...positions].map((at) => at % CLASSES);
      const targets = tf.tidy(() => tf.cast(tf.oneHot(classes, CLASSES), 'float32'));
      return { inputs: images(positions.length, 16), targets: targets as tf.Tensor2D };
    },
  };
}

it('gives each block its own rate: the further from the head, the gentler', async () => {
  const trainable = await open({ backboneRate: 0.1, layerDecay: 0.5 });
  const rates = new Map(trainable.parameters.map(({ block, rate }) => [block, rate]));
  expect([...rates]).toEqual([
    [0, 0.025],
    [1, 0.05],
    [2, 0.1],
    [3, 1],
  ]);
  trainable.dispose();
});

it('runs blocks that do not train yet as in prediction, and the rest from there', async () => {
  const trainable = await open();
  const x = images(2, 16);
  const whole = tf.tidy(() => trainable.forward(x, INFERENCE));
  for (let from = 0; from <= BLOCKS; from++) {
    const halves = tf.tidy(() => trainable.forward(trainable.stem(x, from), INFERENCE, from));
    expect([...halves.dataSync()]).toEqual([...whole.dataSync()]);
    halves.dispose();
  }
  tf.dispose([x, whole]);
  trainable.dispose();
});

describe('gradual unfreezing', () => {
  it('moves the head alone in epoch 1, then one block more each epoch, statistics included', async () => {
    const trainable = await open();
    const after: WeightMap[] = [await readWeights(trainable.parameters)];
    const saved: Checkpoint[] = [];
    await fitTrainable({
      trainable,
      train: examples(12),
      options: { ...OPTIONS, epochs: BLOCKS + 1, batchSize: 6, unfreezeEvery: 1, schedule: 'constant' },
      ...unattended(),
      checkpoints: {
        load: async () => undefined,
        save: async (checkpoint) => void saved.push(checkpoint),
        drop: async () => undefined,
      },
    });
    for (const { tensors } of saved) {
      const weights = Object.entries(tensors).filter(([name]) => name.startsWith('weight/'));
      after.push(Object.fromEntries(weights.map(([name, value]) => [name.slice(7), value])));
    }
    const moved = (epoch: number): number[] => {
      const blocks = trainable.parameters.flatMap(({ name, block }) =>
        tf.util.arraysEqual(
          [...(after[epoch - 1]?.[name]?.data ?? [])],
          [...(after[epoch]?.[name]?.data ?? [])],
        )
          ? []
          : [block],
      );
      return [...new Set(blocks)].sort();
    };
    expect([1, 2, 3, 4].map(moved)).toEqual([[3], [2, 3], [1, 2, 3], [0, 1, 2, 3]]);
    // Two batches an epoch: bias corrections count each parameter's own steps.
    const learned = trainable.parameters.filter(({ role }) => role !== 'state');
    expect(saved.at(-1)?.steps).toEqual(learned.map(({ block }) => 2 * (block + 1)));
    trainable.dispose();
  });

  it('does not stop early before the last block is unfrozen', async () => {
    // A rate of almost nothing, and no statistics that move: no epoch improves by itself.
    const trainable = await open(undefined, smallCnnSpec({ blocks: BLOCKS, batchNorm: false }));
    const { history } = await fitTrainable({
      trainable,
      train: examples(12),
      validation: examples(6),
      options: {
        ...OPTIONS,
        epochs: 20,
        unfreezeEvery: 2,
        patience: 1,
        optimizer: 'sgd',
        weightDecay: 0,
        learningRate: 1e-30,
      },
      ...unattended(),
    });
    expect(history).toHaveLength(BLOCKS * 2 + 1);
    trainable.dispose();
  });
});
