import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BackendInfo } from '../../../src/engine/events';
import type { StoredDataset } from '../../../src/engine/platform/platform';
import type { GraphDocument, Json } from '../../../src/graph/document';
import { graph } from '../../plan/graphs';
import { colourSquares, runDocument, startTestBackend } from './world';

let backend: BackendInfo;
let squares: StoredDataset;

beforeAll(async () => {
  backend = await startTestBackend('wasm');
  squares = await colourSquares(12);
});

type Params = Record<string, Json>;
interface Changes {
  readonly augment?: Params;
  readonly freeze?: Params;
  readonly train?: Params;
  readonly backbone?: { readonly kind: string; readonly params?: Params };
  readonly head?: Params;
}

const FROZEN = { kind: 'backbone', params: { cut: '', inputSize: '64' } };
const SCRATCH = {
  kind: 'small-cnn',
  params: { inputSize: 24, blocks: 2, filters: 8, batchNorm: true, dropout: 0.1 },
};

const squaresGraph = (changes: Changes = {}): GraphDocument =>
  graph(
    {
      data: {
        kind: 'dataset',
        params: { source: 'files', files: { id: squares.index.id, name: 'Squares' } },
      },
      split: { kind: 'split', params: { val: 0.25, test: 0.25 } },
      augment: { kind: 'augment', params: { views: 2, ...changes.augment } },
      backbone: changes.backbone ?? FROZEN,
      freeze: { kind: 'freeze', params: changes.freeze ?? {} },
      head: { kind: 'head', params: changes.head ?? {} },
      train: { kind: 'train', params: { epochs: 4, batchSize: 8, learningRate: 0.01, ...changes.train } },
      evaluate: { kind: 'evaluate' },
    },
    [
      'data.data -> split.data',
      'split.data -> augment.data',
      'augment.data -> train.data',
      'split.data -> evaluate.data',
      'backbone.model -> freeze.model',
      'freeze.model -> head.model',
      'head.model -> train.model',
      'train.trained -> evaluate.trained',
    ],
  );

const run = (document: GraphDocument, more: Partial<Parameters<typeof runDocument>[1]> = {}) =>
  runDocument(document, { backend, datasets: [squares], ...more });

describe('a frozen run', () => {
  it('learns the colours and passes each sample (and view) through the backbone exactly once', async () => {
    const short = await run(squaresGraph({ train: { epochs: 2 } }));
    const long = await run(squaresGraph({ train: { epochs: 30 } }));
    expect(long.result('evaluate', 'evaluate').report.accuracy).toBeGreaterThan(0.85);
    const passes = ({ events }: typeof short) =>
      events.flatMap((event) =>
        event.type === 'step-finished' && event.result.op === 'embed' ? [event.result.embed.passes] : [],
      );
    // 18 training samples in two views, 9 for validation, 9 for the test.
    expect(passes(short)).toEqual([36, 9, 9]);
    expect(passes(long)).toEqual(passes(short));
  });

  it('decodes every image once for all its views, and reports rate and time left', async () => {
    let decoded = 0;
    const { events } = await run(squaresGraph({ augment: { views: 5 } }), {
      platform: (platform) => ({
        ...platform,
        decode(bytes) {
          decoded++;
          return platform.decode(bytes);
        },
      }),
    });
    expect(decoded).toBe(36);
    const progress = events.filter((event) => event.type === 'step-progress');
    expect(progress.length).toBeGreaterThan(0);
    for (const event of progress) {
      expect(event.done).toBeLessThanOrEqual(event.total);
      expect(event.secondsLeft).toBeGreaterThanOrEqual(0);
    }
  });

  it('takes everything from the store the second time, and the features when only the head changed', async () => {
    const first = await run(squaresGraph());
    const cached = (again: typeof first) =>
      again.events.flatMap((event) => (event.type === 'step-finished' ? [[event.stepId, event.cached]] : []));
    const again = await run(squaresGraph(), { store: first.store });
    expect(cached(again).every(([, isCached]) => isCached)).toBe(true);
    const changed = await run(squaresGraph({ head: { type: 'mlp', units: 8 } }), { store: first.store });
    const fresh = cached(changed).filter(([, isCached]) => !isCached);
    expect(fresh.map(([id]) => String(id).replace(/^\d+-/, ''))).toEqual(['fit', 'evaluate']);
  });
});

describe('one seed gives one result', () => {
  it.each([
    ['frozen, with augmentation', {}],
    ['from scratch, with dropout and augmentation', { backbone: SCRATCH, freeze: { policy: 'none' } }],
    ['last block fine-tuned', { freeze: { policy: 'all-but-last', lastBlocks: 1 }, train: { epochs: 1 } }],
  ])('%s', async (_name, changes: Changes) => {
    const history = async (seed: number) => {
      const document = squaresGraph({ ...changes, train: { epochs: 2, ...changes.train, seed } });
      const result = await run(document);
      return [result.result('train', 'fit').fit.history, result.result('evaluate', 'evaluate').report];
    };
    const first = await history(1);
    expect(await history(1)).toEqual(first);
    expect(await history(2)).not.toEqual(first);
  });
});

describe('memory', () => {
  it('holds no tensor after a run, and no more after 30 epochs than after 2', async () => {
    const wasmTensors = () => ({ ...tf.memory(), unreliable: undefined, reasons: undefined });
    const scratch = (epochs: number) =>
      squaresGraph({ backbone: SCRATCH, freeze: { policy: 'none' }, train: { epochs } });
    await run(scratch(1));
    const before = wasmTensors();
    const seen: number[] = [];
    await run(scratch(30), {
      onEvent(event) {
        if (event.type === 'epoch') seen.push(tf.memory().numTensors);
      },
    });
    expect(wasmTensors()).toEqual(before);
    // The best epoch's snapshot may come and go; nothing else may grow.
    expect(Math.max(...seen.slice(2)) - Math.min(...seen.slice(2))).toBeLessThanOrEqual(0);
    await run(squaresGraph());
    expect(tf.memory().numTensors).toBe(before.numTensors);
  });
});

describe('cancel', () => {
  it.each(['embed', 'fit'])('in mid-%s ends the run within one batch and frees memory', async (op) => {
    const document = squaresGraph(op === 'fit' ? { backbone: SCRATCH, freeze: { policy: 'none' } } : {});
    await run(document, { onEvent: (event, cancel) => event.type === 'step-progress' && cancel() });
    const before = tf.memory().numTensors;
    let after = 0;
    const { status, events } = await run(document, {
      onEvent(event, cancel) {
        if (event.type === 'step-progress' && event.stepId.endsWith(op)) cancel();
        if (event.type === 'batch') after++;
      },
    });
    expect(status).toBe('cancelled');
    expect(after).toBeLessThanOrEqual(1);
    expect(events.at(-1)).toMatchObject({ type: 'run-finished', status: 'cancelled' });
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('failures stay on their node', () => {
  it('a loss that is no number fails Train, blocks Evaluate and keeps the features', async () => {
    const document = squaresGraph({
      train: { learningRate: 1_000_000, optimizer: 'sgd', epochs: 20 },
      head: { type: 'mlp' },
    });
    const { status, events, store } = await run(document);
    expect(status).toBe('failed');
    const failed = events.find((event) => event.type === 'step-failed');
    expect(failed?.problem).toMatchObject({
      code: 'fit/diverged',
      nodeId: 'train',
      param: 'learningRate',
    });
    expect(events.filter((event) => event.type === 'step-blocked').map((event) => event.nodes[0])).toEqual([
      'evaluate',
    ]);
    const again = await run(squaresGraph({ head: { type: 'mlp' } }), { store });
    const embeds = again.events.filter(
      (event) => event.type === 'step-finished' && event.result.op === 'embed',
    );
    expect(embeds.slice(0, 2).map((event) => event.type === 'step-finished' && event.cached)).toEqual([
      true,
      true,
    ]);
  });

  it('a missing weights file fails the backbone with the file’s name', async () => {
    const { events } = await run(squaresGraph(), {
      platform: (platform) => ({
        ...platform,
        model: async () => {
          throw new Error('models/mobilenet-v3-coco/weights.bin is missing.');
        },
      }),
    });
    const failed = events.find((event) => event.type === 'step-failed');
    expect(failed?.problem.nodeId).toBe('backbone');
    expect(failed?.problem.message).toContain('weights.bin is missing');
  });

  it('an unreadable image is left out and named', async () => {
    const { events, result } = await run(squaresGraph(), {
      datasets: [
        {
          ...squares,
          read: async (entry) =>
            entry.id === 'red/3.png' ? new TextEncoder().encode('hello, I am text') : squares.read(entry),
        },
      ],
    });
    const problems = events.flatMap((event) => (event.type === 'step-finished' ? event.problems : []));
    expect(problems[0]?.severity).toBe('warning');
    expect(JSON.stringify(problems)).toContain('red/3.png');
    expect(result('evaluate', 'evaluate').report.samples).toBeGreaterThanOrEqual(8);
  });
});
