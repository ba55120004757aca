import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluateClassification } from '../../src/engine/metrics/evaluate-classification';
import { createHead } from '../../src/engine/networks/head';
import { INFERENCE } from '../../src/engine/networks/modes';
import { fitTrainable } from '../../src/engine/training/fit';
import type { ExampleSource } from '../../src/engine/training/source';
import type { FitOptions } from '../../src/plan/expressions';
import { start } from '../engine/backend/start';
import { headAlone, OPTIONS, unattended } from '../engine/training/requests';

const fixture = (name: string): Buffer => readFileSync(new URL(`../fixtures/${name}`, import.meta.url));

const about = JSON.parse(fixture('features.json').toString()) as {
  readonly classes: readonly string[];
  readonly features: number;
  readonly train: number;
  readonly labels: readonly number[];
};
const { fits } = JSON.parse(fixture('logistic_regression.json').toString()) as {
  readonly fits: readonly ({ readonly C: number; readonly l2: number } & {
    readonly [part in 'train' | 'test']: { readonly accuracy: number; readonly logLoss: number };
  })[];
};
const rows = new Float32Array(new Uint8Array(fixture('features.bin')).buffer);

/** Samples [from, to) as the training loop takes them. */
function examples(from: number, to: number): ExampleSource {
  return {
    count: to - from,
    async batch(positions) {
      const size = about.features;
      const inputs = new Float32Array(positions.length * size);
      const targets = new Float32Array(positions.length * about.classes.length);
      positions.forEach((position, row) => {
        const at = from + position;
        inputs.set(rows.subarray(at * size, (at + 1) * size), row * size);
        targets[row * about.classes.length + (about.labels[at] ?? Number.NaN)] = 1;
      });
      return {
        inputs: tf.tensor2d(inputs, [positions.length, size]),
        targets: tf.tensor2d(targets, [positions.length, about.classes.length]),
      };
    },
  };
}

/** The whole training part in one batch until nothing moves: scikit-learn's answer is the optimum. */
const options: FitOptions = {
  ...OPTIONS,
  learningRate: 0.2,
  epochs: 600,
  batchSize: about.train,
  seed: 1,
};

async function trainHead(l2: number) {
  const spec = { hidden: [], dropout: 0, batchNorm: false, l2 };
  const head = createHead(spec, about.features, about.classes.length, { seed: options.seed });
  await fitTrainable({
    trainable: headAlone(head, l2),
    train: examples(0, about.train),
    options,
    ...unattended(),
  });
  return head;
}

async function evaluate(head: Awaited<ReturnType<typeof trainHead>>, from: number, to: number) {
  const source = examples(from, to);
  const { inputs, targets } = await source.batch(
    Int32Array.from({ length: to - from }, (_, i) => i),
    1,
  );
  const softmax = tf.tidy(() => tf.softmax(head.forward(inputs as tf.Tensor2D, INFERENCE)));
  const probabilities = (await softmax.data()) as Float32Array;
  tf.dispose([inputs, targets, softmax]);
  return evaluateClassification({
    truth: about.labels.slice(from, to),
    probabilities,
    classes: about.classes,
    samples: about.labels.slice(from, to).map((_, i) => ({ dataset: 'features', sample: `${from + i}` })),
    part: 'test',
    mistakes: 0,
    trainCounts: about.classes.map(
      (_, index) => about.labels.slice(0, about.train).filter((l) => l === index).length,
    ),
  });
}

describe('a linear head on frozen features', () => {
  beforeAll(() => start('wasm'));

  it.each(fits)('reaches what scikit-learn reaches at C = $C', async ({ l2, train, test }) => {
    const head = await trainHead(l2);
    try {
      const parts = [
        { expected: train, report: await evaluate(head, 0, about.train) },
        { expected: test, report: await evaluate(head, about.train, about.labels.length) },
      ];
      for (const { expected, report } of parts) {
        expect(Math.abs(report.accuracy - expected.accuracy)).toBeLessThanOrEqual(0.01);
        expect(Math.abs(report.logLoss - expected.logLoss)).toBeLessThan(0.005);
      }
    } finally {
      head.dispose();
    }
  });
});
