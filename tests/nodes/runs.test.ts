import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { registry } from '../../nodes/registry';
import type { BackendInfo } from '../../src/engine/events';
import type { StoredDataset } from '../../src/engine/platform/platform';
import type { DataSummary } from '../../src/engine/results';
import type { GraphDocument, Json } from '../../src/graph/document';
import { inferGraph } from '../../src/plan/infer';
import type { StepOf } from '../../src/plan/plan';
import { catalogWith } from '../../src/plan/shipped/catalog';
import { summarize } from '../../src/plan/shipped/summary';
import { colourSquares, runDocument, startTestBackend, type TestRun } from '../engine/run/world';
import { graph } from '../plan/graphs';

/** The half of the kinds' contract that needs a run: shapes and counts as inferred, no leak, cancel, seeds. */

let backend: BackendInfo;
let squares: StoredDataset;

beforeAll(async () => {
  backend = await startTestBackend('wasm');
  squares = await colourSquares(10, 20);
});

type Params = Record<string, Json>;
type Nodes = Parameters<typeof graph>[0];

const CNN = { inputSize: 16, blocks: 2, filters: 4, batchNorm: false };
const TRAIN = { epochs: 2, batchSize: 8, learningRate: 0.01 };

/** dataset → split → augment → train ← head ← freeze ← small CNN; evaluate and try it behind. */
function tiny(changes: Partial<Record<string, Params>> = {}, body?: Nodes[string]): GraphDocument {
  const files = { id: squares.index.id, name: 'Squares' };
  return graph(
    {
      dataset: { kind: 'dataset', params: { source: 'files', files, ...changes.dataset } },
      split: { kind: 'split', params: { val: 0.2, test: 0.2, ...changes.split } },
      augment: { kind: 'augment', params: { views: 2, ...changes.augment } },
      body: body ?? { kind: 'small-cnn', params: { ...CNN, ...changes.cnn } },
      freeze: { kind: 'freeze', params: { policy: 'none', ...changes.freeze } },
      head: { kind: 'head', params: { ...changes.head } },
      rates: { kind: 'rate-finder', params: { steps: 20, batchSize: 8, ...changes.rates } },
      train: { kind: 'train', params: { ...TRAIN, ...changes.train } },
      evaluate: { kind: 'evaluate', params: { ...changes.evaluate } },
      try: { kind: 'try-it' },
      note: { kind: 'note' },
    },
    [
      'dataset.data -> split.data',
      'split.data -> augment.data',
      'augment.data -> train.data',
      'body.model -> freeze.model',
      'freeze.model -> head.model',
      'head.model -> train.model',
      'augment.data -> rates.data',
      'head.model -> rates.model',
      'train.trained -> evaluate.trained',
      'split.data -> evaluate.data',
      'train.trained -> try.trained',
    ],
  );
}

/** Trains twice: the second body is what the first learned, frozen unless the second training says how. */
function reused(changes: Params = {}, train?: Params, freeze: Params = {}): GraphDocument {
  const takesNorms = freeze.tune === 'norm' || freeze.statistics !== undefined;
  const first = tiny(takesNorms ? { cnn: { batchNorm: true } } : {});
  const second = graph(
    {
      reuse: { kind: 'trained-model', params: changes },
      frozen: { kind: 'freeze', params: { policy: train ? 'none' : 'all', ...freeze } },
      'head-2': { kind: 'head' },
      'train-2': { kind: 'train', params: { ...TRAIN, ...train } },
      'evaluate-2': { kind: 'evaluate' },
    },
    ['reuse.model -> frozen.model', 'frozen.model -> head-2.model', 'head-2.model -> train-2.model'],
  );
  const wire = (id: string, from: [string, string], to: [string, string]) => ({
    id,
    from: { node: from[0], port: from[1] },
    to: { node: to[0], port: to[1] },
  });
  return {
    ...first,
    nodes: [...first.nodes, ...second.nodes],
    wires: [
      ...first.wires,
      ...second.wires.map((each) => ({ ...each, id: `second-${each.id}` })),
      wire('a', ['train', 'trained'], ['reuse', 'trained']),
      wire('b', ['augment', 'data'], ['train-2', 'data']),
      wire('c', ['train-2', 'trained'], ['evaluate-2', 'trained']),
      wire('d', ['split', 'data'], ['evaluate-2', 'data']),
    ],
  };
}

/** dataset → split → advisor, on one backbone. */
const advised = (params: Params): GraphDocument =>
  graph(
    {
      dataset: {
        kind: 'dataset',
        params: { source: 'files', files: { id: squares.index.id, name: 'Squares' } },
      },
      split: { kind: 'split', params: { val: 0.2, test: 0.2 } },
      advisor: { kind: 'advisor', params: { backbones: ['mobilenet-v3-coco'], ...params } },
    },
    ['dataset.data -> split.data', 'split.data -> advisor.data'],
  );

const run = (document: GraphDocument, more: Partial<Parameters<typeof runDocument>[1]> = {}) =>
  runDocument(document, { backend, datasets: [squares], ...more });

/** Everything that was measured, by step; the rate of an embedding is time, not a result. */
const measured = ({ events }: TestRun): unknown[] =>
  events.flatMap((event) => {
    if (event.type !== 'step-finished') return [];
    const { result } = event;
    return [result.op === 'embed' ? { ...result.embed, rate: 0 } : result];
  });

/** Classes and counts as the node's own step found them. */
function dataOf({ events, plan }: TestRun, node: string): DataSummary {
  for (const event of events) {
    if (event.type !== 'step-finished' || event.stepId !== plan.nodes[node]?.resultStep) continue;
    if ('data' in event.result) return event.result.data;
  }
  throw new Error(`${node} has no data.`);
}

const finishedFit = ({ events, plan }: TestRun) =>
  events.flatMap((event) => {
    if (event.type !== 'step-finished' || event.result.op !== 'fit') return [];
    const step = plan.steps.find(({ id }) => id === event.stepId);
    return [{ fit: event.result.fit, step: step as StepOf<'fit'> }];
  });

type Case = readonly [name: string, document: () => GraphDocument];

/** A graph for every kind, and for every choice that changes what is computed. */
const GRAPHS: readonly Case[] = [
  ['defaults', () => tiny()],
  ['dataset: limit and stretch', () => tiny({ dataset: { limitPerClass: 8, fit: 'stretch' } })],
  ['split: few labels, sources together', () => tiny({ split: { trainPerClass: 3, bySource: true } })],
  ['augment: mixing', () => tiny({ augment: { mixup: 0.4, cutmix: 1, cutout: 0.3, noise: 0.1 } })],
  ['small-cnn: grey, norm, dropout', () => tiny({ cnn: { colour: 'grey', batchNorm: true, dropout: 0.3 } })],
  ['small-cnn: flattened', () => tiny({ cnn: { pooling: 'flatten', convsPerBlock: 2 } })],
  ['small-cnn: max pooling', () => tiny({ cnn: { pooling: 'max' } })],
  ['freeze: all', () => tiny({ freeze: { policy: 'all' } })],
  ['freeze: all but the last', () => tiny({ freeze: { policy: 'all-but-last', lastBlocks: 1 } })],
  ['freeze: from a layer', () => tiny({ freeze: { policy: 'from', layer: 'block_2' } })],
  ['head: MLP', () => tiny({ head: { type: 'mlp', units: 6, layers: 2, dropout: 0.4, l2: 0.01 } })],
  ['head: normalised', () => tiny({ head: { batchNorm: true, dropout: 0.2 } })],
  ['train: SGD, plateau', () => tiny({ train: { optimizer: 'sgd', schedule: 'plateau', patience: 1 } })],
  [
    'train: AdamW, warm-up',
    () => tiny({ train: { optimizer: 'adamw', warmupEpochs: 1, classWeights: true } }),
  ],
  [
    'train: blocks thawed one by one, held to where they started',
    () => reused({}, { unfreezeEvery: 1, layerDecay: 0.5, l2sp: 0.1, clipNorm: 1, averageDecay: 0.9 }),
  ],
  ...['bias', 'norm', 'lora', 'adapters'].map(
    (tune): Case => [`freeze: ${tune} alone is tuned`, () => reused({}, {}, { tune })],
  ),
  ['freeze: statistics of the target', () => reused({}, undefined, { statistics: 'target' })],
  ['train: mixed versions', () => tiny({ freeze: { policy: 'all' }, train: { views: 'mixed' } })],
  ['rate finder: SGD', () => tiny({ rates: { optimizer: 'sgd' } })],
  ['rate finder: AdamW, frozen', () => tiny({ freeze: { policy: 'all' }, rates: { optimizer: 'adamw' } })],
  ['train: smoothed labels', () => tiny({ train: { labelSmoothing: 0.1, schedule: 'constant' } })],
  ['evaluate: validation', () => tiny({ evaluate: { part: 'val', mistakes: 3 } })],
  ['advisor: one cut', () => advised({ cuts: 'recommended' })],
  ['trained-model: whole', () => reused()],
  ['trained-model: cut', () => reused({ cut: 'block_1', pooling: 'max' })],
];

it('runs every node kind and every choice', () => {
  const nodes = [...GRAPHS.flatMap(([, document]) => document().nodes), { kind: 'backbone', params: {} }];
  for (const [name, { params }] of registry) {
    const used = nodes.filter(({ kind }) => kind === name);
    expect(used.length, name).toBeGreaterThan(0);
    for (const [param, spec] of Object.entries(params)) {
      // What is loaded or cut is the subject of the tests of data and networks.
      if (spec.control !== 'choice' || name === 'dataset' || name === 'backbone') continue;
      if (param === 'batchNorm' || param === 'cuts') continue;
      const values = new Set(used.map((node) => (node.params as Params)[param] ?? spec.default));
      const missing = spec.options.map(({ value }) => value).filter((value) => !values.has(value));
      const untried = name === 'evaluate' ? ['train'] : name === 'trained-model' ? ['flatten'] : [];
      expect(missing, `${name}.${param}`).toEqual(untried);
    }
  }
});

describe.each(GRAPHS)('%s', (_name, document) => {
  it('gives what inference foresaw, leaks nothing, and repeats itself', async () => {
    const before = tf.memory().numTensors;
    const first = await run(document());
    expect(first.status).toBe('done');
    expect(tf.memory().numTensors).toBe(before);
    expect(measured(await run(document()))).toEqual(measured(first));

    const catalog = catalogWith(new Map([[squares.index.id, summarize(squares.index)]]));
    const inferred = inferGraph(document(), registry, catalog);
    for (const node of ['dataset', 'split'] as const) {
      const value = inferred.get(node)?.outputs.data;
      if (value?.type !== 'data') throw new Error(`${node} has no data.`);
      const data = dataOf(first, node);
      expect(data.classes.map(({ name }) => name)).toEqual(value.classes);
      expect(data.classes.map(({ counts }) => counts)).toEqual(value.classCounts);
    }
    for (const { fit, step } of finishedFit(first)) {
      expect(step.output).toBe(`${fit.trainableParams} trained parameters, ${fit.classes.length} classes`);
    }
    for (const event of first.events) {
      if (event.type !== 'step-finished' || event.result.op !== 'embed') continue;
      const { samples, views, shape } = event.result.embed;
      const step = first.plan.steps.find(({ id }) => id === event.stepId);
      expect(step?.output).toBe(`${samples * views} × [${shape.join(', ')}]`);
      expect(step?.cost.bytes).toBe(samples * views * shape.reduce((product, side) => product * side, 4));
    }
  });

  it('can be cancelled at every step, and frees its memory', async () => {
    const before = tf.memory().numTensors;
    const { plan } = await run(document());
    for (const { id } of plan.steps) {
      const cancelled = await run(document(), {
        onEvent: (event, cancel) => event.type === 'step-started' && event.stepId === id && cancel(),
      });
      // The last step may be done before it can be stopped; nothing behind a cancel may start.
      const started = cancelled.events.filter((event) => event.type === 'step-started');
      expect(started.at(-1)).toMatchObject({ stepId: id });
      if (id !== plan.steps.at(-1)?.id) expect(cancelled.status).toBe('cancelled');
      expect(cancelled.events.at(-1)).toMatchObject({ type: 'run-finished' });
      expect(tf.memory().numTensors).toBe(before);
    }
  });
});

describe('backbone', () => {
  const smallest = (id: string) =>
    Math.min(...(catalogWith(new Map()).backbone(id)?.inputSizes ?? [])).toString();

  it.each([
    ['mobilenet-v3-coco', 'average'],
    ['mobilenet-v3-coco', 'flatten'],
    ['mobilenet-v2', 'max'],
    ['inception-v3', 'average'],
  ])('%s, %s pooling: the features have the size that inference states', async (id, pooling) => {
    const body = { kind: 'backbone', params: { backbone: id, inputSize: smallest(id), pooling } };
    const document = tiny(
      { dataset: { limitPerClass: 4 }, freeze: { policy: 'all' }, augment: { views: 1 } },
      body,
    );
    const before = tf.memory().numTensors;
    const done = await run(document);
    expect(tf.memory().numTensors).toBe(before);
    const catalog = catalogWith(new Map([[squares.index.id, summarize(squares.index)]]));
    const model = inferGraph(document, registry, catalog).get('body')?.outputs.model;
    if (model?.type !== 'model') throw new Error('The backbone has no model.');
    const shapes = done.events.flatMap((event) =>
      event.type === 'step-finished' && event.result.op === 'embed' ? [event.result.embed.shape] : [],
    );
    expect(shapes).toEqual([[model.features], [model.features], [model.features]]);
    const [only] = finishedFit(done);
    expect(only?.fit.trainableParams).toBe((model.features + 1) * 3);
  });
});
