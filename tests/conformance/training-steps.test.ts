import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { beforeEach, describe, expect, it } from 'vitest';
import { createHead } from '../../src/engine/networks/head';
import type { WeightMap } from '../../src/engine/networks/network';
import { readWeights, writeWeights } from '../../src/engine/networks/weights';
import { createAverage } from '../../src/engine/training/average';
import { createOptimizer } from '../../src/engine/training/optimizers';
import { createTrainingStep } from '../../src/engine/training/training-step';
import type { FitOptions } from '../../src/plan/expressions';
import { start } from '../engine/backend/start';
import { headOnBody } from '../engine/training/requests';

type Options = Pick<
  FitOptions,
  | 'optimizer'
  | 'learningRate'
  | 'momentum'
  | 'weightDecay'
  | 'clipNorm'
  | 'l2sp'
  | 'labelSmoothing'
  | 'averageDecay'
> & { readonly l2: number };
type Weights = Readonly<Record<string, readonly number[]>>;

interface Run {
  readonly options: Options;
  readonly losses: readonly number[];
  readonly weights: Weights;
  readonly averages?: Weights;
}

const fixture = JSON.parse(
  readFileSync(new URL('../fixtures/training_steps.json', import.meta.url), 'utf8'),
) as {
  readonly bodyRate: number;
  readonly batch: number;
  readonly inputs: readonly (readonly number[])[];
  readonly labels: readonly number[];
  readonly start: Readonly<Record<string, { readonly shape: number[]; readonly data: number[] }>>;
  readonly factors: readonly number[];
  readonly runs: Readonly<Record<string, Run>>;
};

const FEATURES = fixture.inputs[0]?.length ?? 0;
const CLASSES = 3;

function batchOf(step: number) {
  const from = (step % 2) * fixture.batch;
  const labels = fixture.labels.slice(from, from + fixture.batch);
  return {
    inputs: tf.tensor2d(fixture.inputs.slice(from, from + fixture.batch).map((row) => [...row])),
    targets: tf.tidy(() => tf.cast(tf.oneHot([...labels], CLASSES), 'float32')) as tf.Tensor2D,
  };
}

/** PyTorch calculated in double precision. */
function close(received: WeightMap, expected: Weights): void {
  for (const [name, values] of Object.entries(expected)) {
    const data = received[name]?.data ?? new Float32Array(0);
    expect(data.length).toBe(values.length);
    for (const [index, value] of values.entries()) {
      expect(data[index], `${name}[${index}]`).toBeCloseTo(value, 5);
    }
  }
}

describe.each(['cpu', 'wasm'] as const)('%s: steps are those of PyTorch', (backend) => {
  beforeEach(() => start(backend));

  it.each(Object.entries(fixture.runs))('%s', async (_name, { options, losses, weights, averages }) => {
    const spec = { hidden: [], dropout: 0, batchNorm: false, l2: options.l2 };
    const head = createHead(spec, FEATURES, CLASSES, { seed: 1 });
    const network = headOnBody(head, { width: FEATURES, blocks: 1, rate: fixture.bodyRate, l2: options.l2 });
    writeWeights(
      network.parameters,
      Object.fromEntries(
        Object.entries(fixture.start).map(([name, { shape, data }]) => [
          name,
          { shape, data: Float32Array.from(data) },
        ]),
      ),
    );
    const optimizer = createOptimizer(options, network.parameters);
    const step = createTrainingStep(network, network.parameters, optimizer, options);
    const average = createAverage(network.parameters, options.averageDecay);
    for (const [index, factor] of fixture.factors.entries()) {
      const pace = { learningRate: options.learningRate * factor, factor };
      const { loss } = await step.run(batchOf(index), { ...pace, seed: 1, from: 0 });
      expect(loss).toBeCloseTo(losses[index] ?? Number.NaN, 5);
      average.update(index + 1, 0);
    }
    close(await readWeights(network.parameters), weights);
    if (averages) close(await readWeights(average.variables), averages);
    average.dispose();
    step.dispose();
    optimizer.dispose();
    network.dispose();
    head.dispose();
  });
});
