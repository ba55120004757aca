import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BackendInfo } from '../../../src/engine/events';
import { diskFiles } from '../../../src/engine/platform/disk-files';
import type { StoredDataset } from '../../../src/engine/platform/platform';
import { createContentStore } from '../../../src/engine/store/content-store';
import type { GraphDocument, Json } from '../../../src/graph/document';
import { graph } from '../../plan/graphs';
import { type Faults, memoryFiles } from '../store/memory-files';
import { colourSquares, runDocument, startTestBackend, type TestRun } from './world';

/** Runs that find what earlier ones stored, each as a new process does: with nothing in memory. */

let backend: BackendInfo;
let squares: StoredDataset;
let folder: string;

beforeAll(async () => {
  backend = await startTestBackend('wasm');
  squares = await colourSquares(8);
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'graft-runs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

type Params = Record<string, Json>;
interface Changes {
  readonly backbone?: Params;
  readonly head?: Params;
  readonly train?: Params;
  readonly evaluate?: Params;
}

const squaresGraph = (changes: Changes = {}): GraphDocument =>
  graph(
    {
      data: {
        kind: 'dataset',
        params: { source: 'files', files: { id: squares.index.id, name: 'Squares' } },
      },
      split: { kind: 'split', params: { val: 0.25, test: 0.25 } },
      backbone: { kind: 'backbone', params: { cut: '', inputSize: '64', ...changes.backbone } },
      freeze: { kind: 'freeze' },
      head: { kind: 'head', params: changes.head ?? {} },
      train: { kind: 'train', params: { epochs: 3, batchSize: 8, learningRate: 0.01, ...changes.train } },
      evaluate: { kind: 'evaluate', params: changes.evaluate ?? {} },
    },
    [
      'data.data -> split.data',
      'split.data -> train.data',
      'split.data -> evaluate.data',
      'backbone.model -> freeze.model',
      'freeze.model -> head.model',
      'head.model -> train.model',
      'train.trained -> evaluate.trained',
    ],
  );

const onDisk = () => createContentStore(diskFiles(folder));

const run = (document = squaresGraph(), more: Partial<Parameters<typeof runDocument>[1]> = {}) =>
  runDocument(document, { backend, datasets: [squares], content: onDisk(), ...more });

/** What happened to the steps that are worth storing: `embed computed`, `fit cached`, … */
const fates = ({ events }: TestRun): string[] =>
  events.flatMap((event) => {
    if (event.type === 'step-skipped') return [`${event.stepId.replace(/^\d+-/, '')} skipped`];
    if (event.type !== 'step-finished' || ['load', 'split'].includes(event.result.op)) return [];
    return [`${event.result.op} ${event.cached ? 'cached' : 'computed'}`];
  });

const ALL_CACHED = ['embed cached', 'embed cached', 'fit cached', 'embed cached', 'evaluate cached'];
const measured = (done: TestRun) => [
  done.result('train', 'fit').fit,
  done.result('evaluate', 'evaluate').report,
];
const notices = ({ events }: TestRun) =>
  events.flatMap((event) => (event.type === 'run-notice' ? [event.problem] : []));

/** Files by what is in them, e.g. all features. */
const filesOf = async (kind: string): Promise<string[]> =>
  (await onDisk().list())
    .filter((entry) => entry.kind === kind)
    .map(({ key }) => join(folder, key.replaceAll(':', '-')));

describe('a second run', () => {
  it('computes nothing again, and shows the same', async () => {
    const first = await run();
    expect(fates(first).every((fate) => fate.endsWith('computed'))).toBe(true);
    const second = await run();
    expect([...fates(second)].sort()).toEqual([...ALL_CACHED].sort());
    expect(measured(second)).toEqual(measured(first));
    expect((await onDisk().list()).map(({ label }) => label)).toEqual(
      expect.arrayContaining([
        'Network trained on Squares',
        'Report on the test images of Squares',
        expect.stringMatching(/^\d+ training images of Squares, as features$/),
      ]),
    );
    // A training that came to its end leaves no state behind.
    expect(await filesOf('checkpoint')).toEqual([]);
  });

  it('keeps the features when the head changed, and computes them again when the input did', async () => {
    await run();
    const head = await run(squaresGraph({ head: { type: 'mlp', units: 8 } }));
    expect(fates(head).filter((fate) => fate.endsWith('computed'))).toEqual([
      'fit computed',
      'evaluate computed',
    ]);
    const input = await run(squaresGraph({ backbone: { inputSize: '96' } }));
    expect(fates(input).filter((fate) => fate === 'embed computed')).toHaveLength(3);
  });

  it.each(['features', 'network', 'report'])('computes again what is damaged: %s', async (kind) => {
    const first = await run();
    const [file = ''] = await filesOf(kind);
    const bytes = readFileSync(file);
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    for (const other of kind === 'features' ? await filesOf('report') : []) truncateSync(other, 100);
    for (const other of kind === 'features' ? await filesOf('network') : []) truncateSync(other, 100);
    const second = await run();
    const op = { features: 'embed', network: 'fit', report: 'evaluate' }[kind];
    expect(fates(second).filter((fate) => fate === `${op} computed`)).toHaveLength(1);
    expect(second.status).toBe('done');
    expect(measured(second)).toEqual(measured(first));
    // And what was computed again is whole.
    expect(fates(await run()).every((fate) => fate.endsWith('cached'))).toBe(true);
  });

  it('does not compute features that only stored results would read', async () => {
    await run();
    for (const file of await filesOf('features')) rmSync(file);
    const second = await run();
    expect([...fates(second)].sort()).toEqual(
      ['embed skipped', 'embed skipped', 'embed skipped', 'evaluate cached', 'fit cached'].sort(),
    );
  });

  it('shares nothing between backends', async () => {
    await run();
    const cpu = await startTestBackend('cpu');
    try {
      const other = await run(squaresGraph(), { backend: cpu });
      expect(fates(other).every((fate) => fate.endsWith('computed'))).toBe(true);
    } finally {
      backend = await startTestBackend('wasm');
    }
  });
});

describe('storage that is not there', () => {
  it.each<[string, Faults, string]>([
    ['full from the start', { capacity: 0 }, 'store/full'],
    ['full in the middle', { capacity: 10_000 }, 'store/full'],
    ['full although it seemed not to be', { capacity: 10_000, hidesCapacity: true }, 'store/full'],
    ['denied', { isDenied: true }, 'store/denied'],
  ])('%s: the run goes on, says so once, and measures the same', async (_how, faults, code) => {
    const content = createContentStore(memoryFiles(faults), { budgetBytes: 2 ** 30 });
    const without = await run(squaresGraph(), { content });
    expect(without.status).toBe('done');
    expect(notices(without)).toMatchObject([{ code, severity: 'warning', hint: expect.any(String) }]);
    expect(measured(without)).toEqual(measured(await run()));
  });

  it('no store at all: results stay in memory, and nothing is said', async () => {
    const without = await run(squaresGraph(), { content: undefined });
    expect(notices(without)).toEqual([]);
    const again = await run(squaresGraph(), { content: undefined, store: without.store });
    expect([...fates(again)].sort()).toEqual([...ALL_CACHED].sort());
  });

  it('too small for one run: its own results stay, those of others go', async () => {
    const files = memoryFiles();
    const first = createContentStore(files);
    await run(squaresGraph({ backbone: { inputSize: '96' } }), { content: first });
    const others = [...files.contents.keys()];
    const { bytes } = await first.usage();
    const small = createContentStore(files, { budgetBytes: bytes + 30_000 });
    expect(notices(await run(squaresGraph(), { content: small }))).toEqual([]);
    const left = [...files.contents.keys()];
    expect(others.some((name) => !left.includes(name))).toBe(true);
    expect(left.filter((name) => !others.includes(name))).toHaveLength(5);
    expect(
      fates(await run(squaresGraph(), { content: small })).every((fate) => fate.endsWith('cached')),
    ).toBe(true);
  });
});

describe('a training that fails', () => {
  const wild = () =>
    squaresGraph({
      head: { type: 'mlp' },
      train: { learningRate: 1_000_000, optimizer: 'sgd', epochs: 20 },
    });

  it('stops what only its Evaluate needs', async () => {
    const failed = await run(wild());
    expect(failed.status).toBe('failed');
    expect(fates(failed)).toEqual(['embed computed', 'embed computed', 'embed skipped']);
  });

  it('leaves files that nothing has open', async () => {
    const files = memoryFiles();
    await run(wild(), { content: createContentStore(files) });
    expect(files.openCount()).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
  });
});
