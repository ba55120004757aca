import { registry } from '../../nodes/registry';
import { createRandom } from '../../src/engine/data/random';
import type { BackendInfo, RunEvent } from '../../src/engine/events';
import type { Platform, StoredDataset } from '../../src/engine/platform/platform';
import { memoryCheckpoints } from '../../src/engine/run/memory-checkpoints';
import { runPlan } from '../../src/engine/run/run';
import { createResultStore } from '../../src/engine/run/store';
import { readDocument } from '../../src/graph/parse';
import { compile } from '../../src/plan/compile';
import { catalogWith } from '../../src/plan/shipped/catalog';
import { summarize } from '../../src/plan/shipped/summary';
import type { GradientNumbers } from './gradients-case';

const SIDE = 16;
const PER_CLASS = 8;
const COLOURS = [
  [200, 60, 60],
  [60, 90, 210],
] as const;

/** Noisy squares of two colours, as raw RGB bytes: nothing about decoding can differ. */
function squares(): StoredDataset {
  const random = createRandom(11);
  const images = new Map<string, Uint8Array>();
  const samples = COLOURS.flatMap((colour, label) =>
    Array.from({ length: PER_CLASS }, (_, number) => {
      const id = `${label}/${number}`;
      const value = (at: number) => (colour[at % 3] ?? 0) + 50 * random.normal();
      images.set(
        id,
        Uint8ClampedArray.from({ length: SIDE * SIDE * 3 }, (_, at) => value(at)) as unknown as Uint8Array,
      );
      return { id, class: label, offset: 0, length: 0 };
    }),
  );
  return {
    index: {
      id: 'user@conformance',
      name: 'Squares',
      modality: 'image',
      description: '',
      licence: 'CC0',
      classes: ['red', 'blue'],
      domains: [],
      samples,
      skipped: [],
    },
    read: async ({ id }) => Uint8Array.from(images.get(id) ?? []),
  };
}

/** A Small CNN with batch norm, trained from scratch for two epochs and evaluated. */
const GRAPH = {
  format: 'graft',
  nodes: [
    {
      id: 'data',
      kind: 'dataset',
      params: { source: 'files', files: { id: 'user@conformance', name: 'Squares' } },
    },
    { id: 'split', kind: 'split', params: { val: 0.25, test: 0.25 } },
    { id: 'cnn', kind: 'small-cnn', params: { inputSize: SIDE, blocks: 2, filters: 4, batchNorm: true } },
    { id: 'head', kind: 'head', params: { type: 'mlp', units: 6 } },
    { id: 'train', kind: 'train', params: { epochs: 2, batchSize: 4, learningRate: 0.01, optimizer: 'sgd' } },
    { id: 'evaluate', kind: 'evaluate' },
  ],
  wires: [
    'data.data -> split.data',
    'cnn.model -> head.model',
    'head.model -> train.model',
    'split.data -> train.data',
    'split.data -> evaluate.data',
    'train.trained -> evaluate.trained',
  ],
};

/**
 * Compiles and runs the tiny graph on the backend that runs now, and gives what it measured. The
 * losses of later batches depend on the gradients of all before.
 */
export async function runTinyGraph(backend: BackendInfo, now: () => number): Promise<GradientNumbers> {
  const dataset = squares();
  const parsed = readDocument(GRAPH);
  if (!parsed.ok) throw new Error('The tiny graph does not parse.');
  const catalog = catalogWith(new Map([[dataset.index.id, summarize(dataset.index)]]));
  const platform: Platform = {
    dataset: async () => dataset,
    model: async () => {
      throw new Error('Nothing pretrained is needed.');
    },
    decode: async (rgb) => ({ width: SIDE, height: SIDE, rgb }),
    breathe: async () => undefined,
    now,
  };
  const events: RunEvent[] = [];
  const status = await runPlan({
    runId: 'tiny',
    plan: compile(parsed.document, { registry, catalog }),
    platform,
    backend,
    store: createResultStore(2 ** 26),
    signal: new AbortController().signal,
    pause: new AbortController().signal,
    checkpoints: memoryCheckpoints(),
    emit: (event) => events.push(event),
  });
  if (status !== 'done')
    throw new Error(JSON.stringify(events.find((event) => event.type === 'step-failed')));
  const batches = events.flatMap((event) => (event.type === 'batch' ? [event.loss] : []));
  const epochs = events.flatMap((event) => (event.type === 'epoch' ? [event.metrics] : []));
  const reports = events.flatMap((event) =>
    event.type === 'step-finished' && event.result.op === 'evaluate' ? [event.result.report] : [],
  );
  return {
    'loss of each batch': batches,
    'validation loss of each epoch': epochs.map((metrics) => metrics.valLoss ?? Number.NaN),
    'test log loss': reports.map((report) => report.logLoss),
    'test accuracy': reports.map((report) => report.accuracy),
  };
}
