import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { registry } from '../../nodes/registry';
import { nodeRun, runFraction } from '../../src/editor/store/node-run';
import {
  beginRun,
  forgetShown,
  idleRun,
  type RunState,
  recallUnfinished,
  reduceRun,
} from '../../src/editor/store/run-state';
import type { GraphDocument } from '../../src/graph/document';
import { setParam } from '../../src/graph/edit';
import { readDocument } from '../../src/graph/parse';
import { compile } from '../../src/plan/compile';
import type { Plan } from '../../src/plan/plan';
import { catalogWith } from '../../src/plan/shipped/catalog';
import type { BackendInfo, EpochMetrics, RunEvent } from '../../src/worker/api';

function template(): GraphDocument {
  const parsed = readDocument(JSON.parse(readFileSync('templates/first-transfer.json', 'utf8')));
  if (!parsed.ok) throw new Error('The template does not parse.');
  return parsed.document;
}

const compiled = (document: GraphDocument): Plan =>
  compile(document, { registry, catalog: catalogWith(new Map()) });

const document = template();
const plan = compiled(document);
const step = (op: string) => {
  const found = plan.steps.find((candidate) => candidate.op === op);
  if (!found) throw new Error(`The plan has no ${op}.`);
  return found;
};
const fit = step('fit');
const backend: BackendInfo = { name: 'cpu', label: 'CPU', threads: 1, reason: 'asked for' };
const epoch = (number: number): EpochMetrics => ({
  epoch: number,
  learningRate: 0.1,
  loss: 1 / number,
  accuracy: 0.5,
});
const about = (target: { id: string; nodes: readonly string[] }) => ({
  runId: 'r1',
  stepId: target.id,
  nodes: target.nodes,
});
const run = (...events: RunEvent[]): RunState => events.reduce(reduceRun, beginRun(idleRun, 'r1', plan));
const finishedFit: Extract<RunEvent, { type: 'step-finished' }> = {
  ...about(fit),
  type: 'step-finished',
  cached: false,
  ms: 5,
  problems: [],
  result: {
    op: 'fit',
    fit: {
      history: [epoch(1), epoch(2)],
      epochsPlanned: 2,
      bestEpoch: 2,
      stoppedEarly: false,
      trainableParams: 1,
      trainSamples: 1,
      valSamples: 1,
      classes: ['a', 'b'],
    },
  },
};

describe('run state', () => {
  it('queues every step of the plan', () => {
    const state = run();
    expect(state.status).toBe('running');
    expect(Object.keys(state.steps)).toHaveLength(plan.steps.length);
    expect(nodeRun(state, plan, 'train').status).toBe('queued');
    expect(runFraction(state)).toBe(0);
  });

  it('collects epochs, and takes the final history from the result', () => {
    const running = run(
      { type: 'run-started', runId: 'r1', backend, steps: [] },
      { ...about(fit), type: 'step-started' },
      { ...about(fit), type: 'batch', epoch: 1, batch: 1, batches: 2, loss: 3, learningRate: 0.1 },
      { ...about(fit), type: 'epoch', epochs: 2, metrics: epoch(1) },
    );
    const train = nodeRun(running, plan, 'train');
    expect(train.status).toBe('running');
    expect(train.active?.batch?.loss).toBe(3);
    expect(train.result?.history).toHaveLength(1);
    expect(running.backend).toBe(backend);

    const done = reduceRun(running, finishedFit);
    expect(nodeRun(done, plan, 'train').result?.history).toHaveLength(2);
    expect(nodeRun(done, plan, 'train').active).toBeUndefined();
  });

  it('shows a failure on the first node and what needs it as blocked', () => {
    const evaluate = step('evaluate');
    const problem = { code: 'fit/nan', severity: 'error', nodeId: 'train', message: 'NaN' } as const;
    const state = run(
      { ...about(fit), type: 'step-failed', problem },
      { ...about(evaluate), type: 'step-blocked', by: fit.id },
      { type: 'run-finished', runId: 'r1', status: 'failed', ms: 9 },
    );
    expect(nodeRun(state, plan, 'train').status).toBe('failed');
    expect(nodeRun(state, plan, 'train').problems).toEqual([problem]);
    expect(nodeRun(state, plan, 'evaluate').status).toBe('blocked');
    expect(state.status).toBe('failed');
  });

  it('leaves nothing running after a cancel', () => {
    const state = run(
      { ...about(fit), type: 'step-started' },
      { type: 'run-finished', runId: 'r1', status: 'cancelled', ms: 9 },
    );
    const statuses = new Set(Object.values(state.steps).map(({ status }) => status));
    expect(statuses).toEqual(new Set(['cancelled']));
  });

  it('goes on with the whole curve of a resumed training, towards the epochs that are planned', () => {
    const state = run(
      { ...about(fit), type: 'step-started' },
      { ...about(fit), type: 'resumed', epochs: 2, batch: 1, history: [epoch(1), epoch(2)] },
      { ...about(fit), type: 'epoch', epochs: 30, metrics: epoch(3) },
    );
    const { active } = nodeRun(state, plan, 'train');
    expect(active?.history.map((metrics) => metrics.epoch)).toEqual([1, 2, 3]);
    expect(run().steps[fit.key]?.epochs).toBe(30);
  });

  it('shows a paused run as paused, and begins the next one anew', () => {
    const paused = run(
      { ...about(fit), type: 'step-started' },
      { ...about(fit), type: 'step-paused' },
      { type: 'run-finished', runId: 'r1', status: 'paused', ms: 9 },
    );
    expect(paused.status).toBe('paused');
    expect(nodeRun(paused, plan, 'train').status).toBe('paused');
    expect(nodeRun(paused, plan, 'evaluate').status).toBe('paused');
    expect(nodeRun(beginRun(paused, 'r2', plan), plan, 'train').status).toBe('queued');
  });

  it('shows a training that an earlier visit left as paused with its curve, until it is gone', () => {
    const fits = plan.steps.filter((candidate) => candidate.op === 'fit');
    const training = { key: fit.key, epoch: 3, batch: 0, epochs: 30, history: [epoch(1), epoch(2)] };
    const found = recallUnfinished(idleRun, fits, new Map([[fit.key, training]]));
    expect(nodeRun(found, plan, 'train')).toMatchObject({ status: 'paused', outdated: false });
    expect(nodeRun(found, plan, 'train').result?.history).toHaveLength(2);
    const gone = recallUnfinished(found, fits, new Map());
    expect(nodeRun(gone, plan, 'train')).toMatchObject({ status: 'idle', result: undefined });
    // What this visit knows is newer.
    const known = run(finishedFit);
    expect(recallUnfinished(known, fits, new Map([[fit.key, training]])).steps).toEqual(known.steps);
  });

  it('tells what failed when it was no step, and goes on with the backend that took over', () => {
    const problem = { code: 'run/backend', severity: 'error', message: 'WASM cannot run.' } as const;
    const failed = run({ type: 'run-finished', runId: 'r1', status: 'failed', ms: 1, problem });
    expect(failed.problem).toBe(problem);
    expect(beginRun(failed, 'r2', plan).problem).toBeUndefined();
    const other: BackendInfo = { ...backend, name: 'wasm' };
    expect(run({ type: 'backend-changed', runId: 'r1', backend: other, problem }).backend).toBe(other);
  });

  it('ignores events of another run and of unknown steps', () => {
    const state = run();
    expect(reduceRun(state, { type: 'run-finished', runId: 'other', status: 'done', ms: 1 })).toBe(state);
    expect(reduceRun(state, { ...about(fit), stepId: '99-fit', type: 'step-started' })).toBe(state);
  });

  it('keeps a result when settings change, marks it, and has it back after undo', () => {
    const state = run(finishedFit);
    const edited = compiled(setParam(document, 'train', 'epochs', 3));
    expect(nodeRun(state, edited, 'train')).toMatchObject({ status: 'idle', outdated: true });
    expect(nodeRun(state, edited, 'train').result?.history).toHaveLength(2);
    expect(nodeRun(state, plan, 'train')).toMatchObject({ status: 'done', outdated: false });
  });

  it('keeps the results of other nodes when only a part is run', () => {
    const state = run(finishedFit);
    const part = compile(document, { registry, catalog: catalogWith(new Map()), targets: ['split'] });
    expect(part.steps.length).toBeLessThan(plan.steps.length);
    const next = beginRun(state, 'r2', part);
    expect(nodeRun(next, plan, 'train').result?.history).toHaveLength(2);
  });

  it('does not show results of one document on the nodes of another', () => {
    const state = forgetShown(run(finishedFit));
    const other = compiled(setParam(document, 'train', 'epochs', 3));
    expect(nodeRun(state, other, 'train').result).toBeUndefined();
  });

  it('tells what a node took, and when nothing of it was computed again', () => {
    const timeOf = (nodeId: string, ...events: RunEvent[]) => {
      const { ms, isKept } = nodeRun(run(...events), plan, nodeId);
      return { ms, isKept };
    };
    expect(timeOf('train')).toEqual({ ms: undefined, isKept: false });
    expect(timeOf('train', finishedFit)).toEqual({ ms: 5, isKept: false });
    expect(timeOf('train', { ...finishedFit, cached: true })).toEqual({ ms: undefined, isKept: true });
    // Head has no step of its own: a time is told once, on the node that the step belongs to.
    expect(timeOf('head', finishedFit)).toEqual({ ms: undefined, isKept: false });
  });

  it('gives the same list of problems as long as nothing changes: a new one each time draws for ever', () => {
    const problem = { code: 'fit/diverged', severity: 'error' as const, message: 'It fell apart.' };
    const failed = run({ ...about(fit), type: 'step-failed', problem });
    const node = fit.nodes[0] ?? '';
    expect(nodeRun(failed, plan, node).problems).toEqual([problem]);
    expect(nodeRun(failed, plan, node).problems).toBe(nodeRun(failed, plan, node).problems);
  });
});
