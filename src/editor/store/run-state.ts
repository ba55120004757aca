import type { Problem } from '../../graph/problem';
import type { FitOptions } from '../../plan/expressions';
import type { FitStep, Plan, StepOp } from '../../plan/plan';
import type {
  BackendInfo,
  EpochMetrics,
  RunEvent,
  RunStatus,
  StepResult,
  UnfinishedTraining,
} from '../../worker/api';

export type StepStatus =
  | 'queued'
  | 'running'
  | 'done'
  | 'cached'
  | 'skipped'
  | 'failed'
  | 'blocked'
  | 'cancelled'
  | 'paused';

export interface StepState {
  readonly id: string;
  readonly key: string;
  readonly op: StepOp;
  readonly nodes: readonly string[];
  readonly status: StepStatus;
  readonly progress?: Pick<
    Extract<RunEvent, { type: 'step-progress' }>,
    'done' | 'total' | 'unit' | 'rate' | 'secondsLeft'
  >;
  /** Where training is, while it runs. */
  readonly batch?: Pick<
    Extract<RunEvent, { type: 'batch' }>,
    'epoch' | 'batch' | 'batches' | 'loss' | 'learningRate'
  >;
  readonly epochs?: number;
  /** What a training was told, to tell runs apart. */
  readonly options?: FitOptions;
  readonly history: readonly EpochMetrics[];
  /** Whole epochs that were done before the training was resumed. */
  readonly resumedAt?: number;
  readonly result?: StepResult;
  readonly problems: readonly Problem[];
  readonly blockedBy?: string;
  readonly ms?: number;
}

/**
 * What is known of runs. Steps are kept by content key, across runs: an edit that is taken back
 * finds its results again, and a run of one branch leaves the others' results alone.
 */
export interface RunState {
  readonly runId?: string;
  /** What the current run executes; later edits do not change it. */
  readonly plan?: Plan;
  readonly status: 'idle' | 'running' | RunStatus;
  /** What the user asked the current run to do, until it has. */
  readonly asked?: 'pause' | 'cancel';
  readonly backend?: BackendInfo;
  readonly ms?: number;
  /** Why the whole run failed, where that is no step's fault. */
  readonly problem?: Problem;
  /** Content keys by step id, of the current run. */
  readonly keys: Readonly<Record<string, string>>;
  readonly steps: Readonly<Record<string, StepState>>;
  /** The content key of the last result that each node showed. */
  readonly shown: Readonly<Record<string, string>>;
}

export const idleRun: RunState = { status: 'idle', keys: {}, steps: {}, shown: {} };

/**
 * For another document: its nodes may have the ids of this one's, and must not show their results.
 * Results that the new document asks for by content key are still there.
 */
export const forgetShown = (state: RunState): RunState => ({
  ...state,
  shown: {},
  status: state.status === 'running' ? 'running' : 'idle',
});

const MOST_STEPS = 400;

/** A run begins: its steps are queued, results of other keys stay. */
export function beginRun(state: RunState, runId: string, plan: Plan): RunState {
  const queued = plan.steps.map((step): [string, StepState] => [
    step.key,
    {
      id: step.id,
      key: step.key,
      op: step.op,
      nodes: step.nodes,
      status: 'queued',
      ...(step.op === 'fit' && { epochs: step.params.options.epochs, options: step.params.options }),
      history: [],
      problems: [],
    },
  ]);
  const keys = Object.fromEntries(plan.steps.map((step) => [step.id, step.key]));
  const shown = { ...state.shown };
  for (const [node, info] of Object.entries(plan.nodes)) {
    const key = info.resultStep === undefined ? undefined : keys[info.resultStep];
    if (key !== undefined) shown[node] = key;
  }
  const fresh = new Set(queued.map(([key]) => key));
  const needed = new Set(Object.values(shown));
  const kept = Object.entries(state.steps).filter(([key]) => !fresh.has(key));
  const old = kept.length > MOST_STEPS ? kept.filter(([key]) => needed.has(key)) : kept;
  return {
    ...state,
    runId,
    plan,
    status: 'running',
    asked: undefined,
    ms: undefined,
    problem: undefined,
    keys,
    shown,
    steps: Object.fromEntries([...old, ...queued]),
  };
}

/** The next state. Events of another run than the current one change nothing. */
export function reduceRun(state: RunState, event: RunEvent): RunState {
  if (event.runId !== state.runId) return state;
  switch (event.type) {
    case 'run-started':
      return { ...state, backend: event.backend };
    case 'backend-changed':
      return { ...state, backend: event.backend };
    case 'run-notice':
      return state;
    case 'run-finished':
      return {
        ...finishOpenSteps(state, event.status === 'paused' ? 'paused' : 'cancelled'),
        status: event.status,
        asked: undefined,
        ms: event.ms,
        problem: event.problem,
      };
    default: {
      const key = state.keys[event.stepId];
      const step = key === undefined ? undefined : state.steps[key];
      if (!step) return state;
      return { ...state, steps: { ...state.steps, [step.key]: reduceStep(step, event) } };
    }
  }
}

type StepRunEvent = Extract<RunEvent, { stepId: string }>;

function reduceStep(step: StepState, event: StepRunEvent): StepState {
  switch (event.type) {
    case 'step-started':
      return { ...step, status: 'running' };
    case 'step-progress': {
      const { done, total, unit, rate, secondsLeft } = event;
      return { ...step, status: 'running', progress: { done, total, unit, rate, secondsLeft } };
    }
    case 'batch': {
      const { epoch, batch, batches, loss, learningRate } = event;
      return { ...step, batch: { epoch, batch, batches, loss, learningRate } };
    }
    case 'epoch':
      return { ...step, epochs: event.epochs, history: [...step.history, event.metrics] };
    case 'resumed':
      return { ...step, history: event.history, resumedAt: event.epochs };
    case 'step-finished':
      return {
        ...step,
        status: event.cached ? 'cached' : 'done',
        ms: event.ms,
        result: event.result,
        history: event.result.op === 'fit' ? event.result.fit.history : step.history,
        problems: event.problems,
        progress: undefined,
        batch: undefined,
      };
    case 'step-failed':
      return { ...step, status: 'failed', problems: [event.problem], progress: undefined, batch: undefined };
    case 'step-blocked':
      return { ...step, status: 'blocked', blockedBy: event.by };
    case 'step-skipped':
      return { ...step, status: 'skipped' };
    case 'step-paused':
      return { ...step, status: 'paused', progress: undefined };
    case 'step-cancelled':
      return { ...step, status: 'cancelled', progress: undefined, batch: undefined };
  }
}

/** After a run nothing is queued or running: what did not come to an end stopped with it. */
function finishOpenSteps(state: RunState, status: 'paused' | 'cancelled'): RunState {
  const steps = { ...state.steps };
  for (const key of Object.values(state.keys)) {
    const step = steps[key];
    if (step && (step.status === 'queued' || step.status === 'running')) {
      steps[key] = { ...step, status, progress: undefined, batch: undefined };
    }
  }
  return { ...state, steps };
}

/**
 * Shows unfinished trainings as what they are, however they came to stop: paused, with the curves so
 * far. `asked` are the fit steps that were looked for; of those, what is gone is forgotten.
 */
export function recallUnfinished(
  state: RunState,
  asked: readonly FitStep[],
  found: ReadonlyMap<string, UnfinishedTraining>,
): RunState {
  const steps = { ...state.steps };
  for (const { id, key, op, nodes } of asked) {
    const training = found.get(key);
    if (!training && steps[key]?.status === 'paused') delete steps[key];
    const known = steps[key];
    const isOpen = !known || known.status === 'cancelled' || known.status === 'paused';
    if (!training || !isOpen) continue;
    const { epochs, history } = training;
    steps[key] = { id, key, op, nodes, problems: [], ...known, status: 'paused', epochs, history };
  }
  return { ...state, steps };
}
