import { beforeAll, expect, it } from 'vitest';
import type { BackendGuard } from '../../../src/engine/backend/guard';
import type { BackendInfo, RunEvent, RunStatus } from '../../../src/engine/events';
import { nodePlatform } from '../../../src/engine/platform/node';
import type { StoredDataset } from '../../../src/engine/platform/platform';
import type { EpochMetrics } from '../../../src/engine/results';
import { memoryCheckpoints } from '../../../src/engine/run/memory-checkpoints';
import { type RunOptions, runPlan } from '../../../src/engine/run/run';
import { createResultStore } from '../../../src/engine/run/store';
import type { Plan } from '../../../src/plan/plan';
import { graph } from '../../plan/graphs';
import { colourSquares, compileForTest, startTestBackend } from './world';

/** Runs that stop before their end, and go on. */

let wasm: BackendInfo;
let squares: StoredDataset;
let fresh: Plan;
let frozen: Plan;

beforeAll(async () => {
  wasm = await startTestBackend('wasm');
  squares = await colourSquares(12);
  fresh = planOf({ kind: 'small-cnn', params: { inputSize: 16, blocks: 1, filters: 4, dropout: 0.2 } });
  frozen = planOf({ kind: 'backbone', params: { cut: '', inputSize: '64' } });
});

function planOf(model: Parameters<typeof graph>[0][string]): Plan {
  const files = { id: squares.index.id, name: 'Squares' };
  const document = graph(
    {
      data: { kind: 'dataset', params: { source: 'files', files } },
      split: { kind: 'split', params: { val: 0.25, test: 0.25 } },
      model,
      freeze: { kind: 'freeze', params: {} },
      head: { kind: 'head', params: {} },
      train: { kind: 'train', params: { epochs: 5, batchSize: 6 } },
    },
    [
      'data.data -> split.data',
      'split.data -> train.data',
      'model.model -> freeze.model',
      'freeze.model -> head.model',
      'head.model -> train.model',
    ],
  );
  return compileForTest(document, [squares]);
}

type Listener = (event: RunEvent) => void;

async function run(
  plan: Plan,
  options: Partial<RunOptions>,
  listen: Listener = () => undefined,
): Promise<{ readonly status: RunStatus; readonly events: readonly RunEvent[] }> {
  const events: RunEvent[] = [];
  const status = await runPlan({
    runId: 'test',
    plan,
    platform: nodePlatform({ publicDir: 'public', datasets: new Map([[squares.index.id, squares]]) }),
    backend: wasm,
    store: createResultStore(2 ** 28),
    signal: new AbortController().signal,
    pause: new AbortController().signal,
    checkpoints: memoryCheckpoints(),
    ...options,
    emit(event) {
      events.push(event);
      listen(event);
    },
  });
  return { status, events };
}

const historyOf = (events: readonly RunEvent[]): readonly EpochMetrics[] =>
  events.flatMap((event) =>
    event.type === 'step-finished' && event.result.op === 'fit' ? event.result.fit.history : [],
  );

/** Fails when told to, as a GPU that is lost, and gives the processor in its place. */
function fragile(): BackendGuard & { fail(): void } {
  const controller = new AbortController();
  let isReplaced = false;
  return {
    fail: () => controller.abort(),
    failed: () => (isReplaced ? undefined : controller.signal),
    async verify() {
      if (controller.signal.aborted && !isReplaced) throw new Error('The device is lost.');
    },
    async replace() {
      if (!controller.signal.aborted || isReplaced) return undefined;
      isReplaced = true;
      const backend = await startTestBackend('cpu');
      return { backend, problem: { code: 'backend/lost', severity: 'warning', message: 'It was lost.' } };
    },
  };
}

it('goes on upon another backend when the one in use fails, from the last epoch', async () => {
  const calm = await run(fresh, {});
  const guard = fragile();
  const shaken = await run(fresh, { guard }, (event) => {
    if (event.type === 'batch' && event.epoch === 3) guard.fail();
  });
  await startTestBackend('wasm');
  expect(shaken.status).toBe('done');
  const types = shaken.events.map(({ type }) => type);
  expect(types.filter((type) => type === 'backend-changed')).toHaveLength(1);
  expect(types).not.toContain('step-failed');
  const resumed = shaken.events.find((event) => event.type === 'resumed');
  expect(resumed?.type === 'resumed' && resumed.history.length).toBe(2);
  expect(historyOf(shaken.events)).toHaveLength(5);
  for (const [place, { loss }] of historyOf(shaken.events).entries()) {
    expect(loss).toBeCloseTo(historyOf(calm.events)[place]?.loss ?? 0, 3);
  }
});

it('leaves a failure to the step when nothing is wrong with the backend', async () => {
  const guard = fragile();
  const checkpoints: RunOptions['checkpoints'] = () => ({
    ...memoryCheckpoints()('training'),
    load: () => Promise.reject(new Error('The disk is on fire.')),
  });
  const { status, events } = await run(fresh, { guard, checkpoints });
  expect(status).toBe('failed');
  expect(events.find(({ type }) => type === 'step-failed')).toMatchObject({
    problem: { message: 'The disk is on fire.' },
  });
});

it('ends a cancelled run as cancelled, also when the backend fails at that moment', async () => {
  const guard = fragile();
  const cancel = new AbortController();
  const { status } = await run(fresh, { guard, signal: cancel.signal }, (event) => {
    if (event.type !== 'batch') return;
    cancel.abort();
    guard.fail();
  });
  expect(status).toBe('cancelled');
});

it('pauses in mid-epoch and goes on to the same numbers', async () => {
  const calm = await run(fresh, {});
  const checkpoints = memoryCheckpoints();
  const pause = new AbortController();
  const first = await run(fresh, { checkpoints, pause: pause.signal }, (event) => {
    if (event.type === 'batch' && event.epoch === 2) pause.abort();
  });
  expect(first.status).toBe('paused');
  expect(first.events.at(-2)).toMatchObject({ type: 'step-paused' });
  const second = await run(fresh, { checkpoints });
  expect(second.events.find(({ type }) => type === 'resumed')).toMatchObject({ batch: 1 });
  expect(historyOf(second.events)).toEqual(historyOf(calm.events));
});

it('pauses also before training, where there is nothing to save yet', async () => {
  const pause = new AbortController();
  const { status, events } = await run(frozen, { pause: pause.signal }, (event) => {
    if (event.type === 'step-progress') pause.abort();
  });
  expect(status).toBe('paused');
  const paused = events.find((event) => event.type === 'step-paused');
  expect(paused?.type === 'step-paused' && paused.stepId).toContain('embed');
});
