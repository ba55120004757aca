import { describe, expect, it } from 'vitest';
import { registry } from '../../nodes/registry';
import { formatEstimate, formatOperations } from '../../src/editor/plan/format';
import { finishedHeadline, foreseenHeadline, runningHeadline } from '../../src/editor/plan/plan-headline';
import { planRows, shownEstimate } from '../../src/editor/plan/plan-rows';
import { learnedSpeed, timeLeft } from '../../src/editor/plan/time-left';
import { beginRun, idleRun, type RunState, reduceRun } from '../../src/editor/store/run-state';
import { compile } from '../../src/plan/compile';
import { estimatePlan, startSpeed } from '../../src/plan/estimate';
import type { Step, StepOp } from '../../src/plan/plan';
import type { Keeping, RunEvent } from '../../src/worker/api';
import { transfer } from '../plan/graphs';
import { catalog } from '../plan/sample-catalog';

const plan = compile(transfer(), { registry, catalog });
// Slow enough that every step that computes takes seconds.
const speed = startSpeed({ inference: 1e6, training: 1e6, kernelMs: 1, stepMs: 100 });
const RUN = 'r1';
const everything = () => true;

const idOf = (op: StepOp, place = 0): string => plan.steps.filter((step) => step.op === op)[place]?.id ?? '';
const NOTHING_KEPT: ReadonlyMap<string, Keeping> = new Map();
const stored = (steps: readonly Step[]) => new Map(steps.map(({ key }) => [key, 'stored' as const]));
const storedOf = (...ids: string[]) => stored(plan.steps.filter(({ id }) => ids.includes(id)));
const ms = (id: string): number => estimatePlan(plan, speed).steps.get(id)?.ms ?? 0;

type Told = RunEvent extends infer E ? (E extends unknown ? Omit<E, 'runId'> : never) : never;
const runAfter = (...events: readonly Told[]): RunState =>
  events.reduce<RunState>(
    (state, event) => reduceRun(state, { ...event, runId: RUN } as RunEvent),
    beginRun(idleRun, RUN, plan),
  );
const started = (stepId: string): Told => ({ type: 'step-started', stepId, nodes: [] });
const progress = (stepId: string, done: number, rate: number): Told => ({
  type: 'step-progress',
  stepId,
  nodes: [],
  done,
  total: 100,
  unit: 'samples',
  rate,
  secondsLeft: (100 - done) / rate,
});
const finished = (stepId: string, took: number): Told => ({
  type: 'step-finished',
  stepId,
  nodes: [],
  cached: false,
  ms: took,
  problems: [],
  result: { op: 'load', data: { samples: 0, classes: [] } },
});

describe('the rows of a plan', () => {
  it('foresee each step that runs, and nothing for the others', () => {
    const rows = planRows(plan, speed, NOTHING_KEPT);
    expect(rows.map(({ step }) => step)).toEqual(plan.steps);
    expect(rows.every(({ need, estimate }) => need === 'run' && estimate !== undefined)).toBe(true);
    const later = planRows(plan, speed, storedOf(idOf('fit'), idOf('embed')));
    const byId = new Map(later.map((row) => [row.step.id, row]));
    expect(byId.get(idOf('fit'))).toMatchObject({ need: 'stored', kept: 'stored', estimate: undefined });
    expect(byId.get(idOf('embed'))).toMatchObject({ need: 'skip', kept: 'stored', estimate: undefined });
    expect(byId.get(idOf('embed', 2))).toMatchObject({ need: 'run', kept: undefined });
  });

  it('say where a result is, but not of what is done again in every run', () => {
    const kept = new Map(plan.steps.map(({ key, op }) => [key, op === 'fit' ? 'memory' : 'stored'] as const));
    const places = planRows(plan, speed, kept).map(({ step, kept: place }) => [step.op, place]);
    expect(places).toContainEqual(['fit', 'memory']);
    expect(places).toContainEqual(['embed', 'stored']);
    expect(places.find(([op]) => op === 'load')).toEqual(['load', undefined]);
  });

  it('show what was foreseen at the start beside what was measured', () => {
    const row = planRows(plan, speed, NOTHING_KEPT).find(({ step }) => step.op === 'fit');
    if (!row) throw new Error('The plan trains.');
    const foreseen = { [row.step.key]: { ms: 5 } };
    expect(shownEstimate(row, undefined, foreseen)).toBe(row.estimate);
    const done = runAfter(finished(row.step.id, 7)).steps[row.step.key];
    expect(shownEstimate(row, done, foreseen)).toEqual({ ms: 5 });
    expect(shownEstimate(row, done, {})).toBe(row.estimate);
  });
});

describe('the time left', () => {
  it('is the whole estimate at the start, without what is stored', () => {
    expect(timeLeft(plan, runAfter().steps, speed, everything)).toBeCloseTo(
      estimatePlan(plan, speed).total.ms,
    );
    const some = timeLeft(plan, runAfter().steps, speed, ({ op }) => op !== 'embed');
    expect(some).toBeCloseTo(ms(idOf('fit')) + ms(idOf('evaluate')));
  });

  it('follows the rate of the step at work, once that tells', () => {
    const embed = idOf('embed');
    const others = estimatePlan(plan, speed).total.ms - ms(embed);
    const early = runAfter(started(embed), progress(embed, 2, 1000));
    expect(timeLeft(plan, early.steps, speed, everything)).toBeCloseTo(others + 0.98 * ms(embed));
    // The rate that was foreseen: the others are not corrected.
    const asForeseen = 100_000 / ms(embed);
    const later = runAfter(started(embed), progress(embed, 50, asForeseen));
    expect(timeLeft(plan, later.steps, speed, everything)).toBeCloseTo(others + 0.5 * ms(embed));
  });

  it('is corrected for the steps that wait by those that are done or at work', () => {
    const embed = idOf('embed');
    const [val, test] = [idOf('embed', 1), idOf('embed', 2)];
    const rest = ms(idOf('fit')) + ms(idOf('evaluate'));
    const slow = runAfter(finished(embed, 3 * ms(embed)));
    expect(timeLeft(plan, slow.steps, speed, everything)).toBeCloseTo(3 * (ms(val) + ms(test)) + rest);
    const halfSpeed = 50_000 / ms(embed);
    const working = runAfter(started(embed), progress(embed, 50, halfSpeed));
    expect(timeLeft(plan, working.steps, speed, everything)).toBeCloseTo(
      ms(embed) + 2 * (ms(val) + ms(test)) + rest,
    );
  });

  it('ends at nothing', () => {
    const all = runAfter(...plan.steps.map(({ id }) => finished(id, 10)));
    expect(timeLeft(plan, all.steps, speed, everything)).toBe(0);
  });

  it('counts of a resumed training only the epochs that this run did', () => {
    const fit = idOf('fit');
    const epochs = (count: number) => Array.from({ length: count }, (_, place) => ({ epoch: place + 1 }));
    const summary = { op: 'fit', fit: { history: epochs(30), epochsPlanned: 30 } };
    const told = { ...finished(fit, 0.2 * ms(fit)), result: summary } as unknown as Told;
    const resumed = { type: 'resumed', stepId: fit, nodes: [], epochs: 24, batch: 0, history: epochs(24) };
    const asForeseen = runAfter(started(fit), resumed as unknown as Told, told);
    const [correction] = Object.values(learnedSpeed(speed, plan, asForeseen.steps).corrections);
    expect(correction).toBeCloseTo(1);
  });

  it('learns nothing from what was not computed', () => {
    const cached = runAfter({ ...finished(idOf('embed'), 3), cached: true } as Told);
    expect(learnedSpeed(speed, plan, cached.steps)).toEqual(speed);
  });
});

describe('the headline', () => {
  it('says how long, where, and what need not be computed', () => {
    const none = foreseenHeadline(planRows(plan, speed, NOTHING_KEPT), 'WASM');
    expect(none.text).toMatch(/^About .* on WASM$/);
    expect(none.detail).toBe(`${plan.steps.length} steps`);
    const some = foreseenHeadline(planRows(plan, speed, storedOf(idOf('embed'))), 'WASM');
    expect(some.detail).toBe(`${plan.steps.length} steps · 1 kept from before`);
    const fitted = foreseenHeadline(planRows(plan, speed, storedOf(idOf('fit'))), 'WASM');
    expect(fitted.detail).toContain('2 not needed');
  });

  it('says so when all is stored, and when the speed is not known yet', () => {
    const all = stored(plan.steps);
    expect(foreseenHeadline(planRows(plan, speed, all), 'WASM').text).toContain('Nothing to compute');
    expect(foreseenHeadline(planRows(plan, undefined, NOTHING_KEPT), undefined).text).toContain('Measuring');
  });

  it('follows a run, and compares at its end', () => {
    expect(runningHeadline(23_000, { ms: 40_000 })).toEqual({
      text: 'About 23 s left',
      detail: '≈ 40 s foreseen at the start',
    });
    expect(runningHeadline(undefined, undefined)).toEqual({ text: 'Running…', detail: '' });
    const done = runAfter({ type: 'run-finished', status: 'done', ms: 38_000 } as Told);
    expect(finishedHeadline(done, { ms: 40_000 })?.text).toBe('Done in 38 s');
    expect(finishedHeadline(runAfter(), { ms: 40_000 })).toBeUndefined();
  });
});

describe('numbers of a plan', () => {
  it.each([
    [0, '0'],
    [950, '950'],
    [1_780_000, '1.8 M'],
    [46_100_000_000, '46 G'],
    [999_600_000_000, '1.0 T'],
  ])('writes %d operations as %s', (operations, text) => {
    expect(formatOperations(operations)).toBe(text);
  });

  it.each([
    [{ ms: 3 }, '< 0.1 s'],
    [{ ms: 4200 }, '≈ 4.2 s'],
    [{ ms: 40_000, lowMs: 5000 }, '≈ 5.0 s to 40 s'],
    [{ ms: 40_000, lowMs: 39_900 }, '≈ 40 s'],
  ])('writes an estimate of %o as %s', (estimate, text) => {
    expect(formatEstimate(estimate)).toBe(text);
  });
});
