import type { Problem } from '../../graph/problem';
import type { Plan } from '../../plan/plan';
import type { RunState, StepState, StepStatus } from './run-state';

export type NodeStatus = 'idle' | StepStatus;

/** What a node shows of the runs. */
export interface NodeRun {
  readonly status: NodeStatus;
  /** The step at work now, if it is this node's. */
  readonly active?: StepState;
  /** The step whose result the node shows; may be of an older run. */
  readonly result?: StepState;
  /** The result was made with other settings than the graph has now. */
  readonly outdated: boolean;
  readonly problems: readonly Problem[];
  /** What the node's own steps took in the last run, those aside that were taken from the cache. */
  readonly ms?: number;
  /** Nothing was computed: all results of the node were there already. */
  readonly isKept: boolean;
}

const NO_PROBLEMS: readonly Problem[] = [];
const keysOfSteps = new WeakMap<Plan['steps'], ReadonlyMap<string, string>>();

/** Content keys by step id. Asked for by every node at every event, so made once for the steps of a plan. */
function keysOf({ steps }: Plan): ReadonlyMap<string, string> {
  const known = keysOfSteps.get(steps);
  if (known) return known;
  const keys = new Map(steps.map((step) => [step.id, step.key]));
  keysOfSteps.set(steps, keys);
  return keys;
}

/** Of several, the status that matters most comes first. */
const RANK: readonly StepStatus[] = [
  'failed',
  'running',
  'paused',
  'blocked',
  'cancelled',
  'queued',
  'done',
  'cached',
  'skipped',
];

/** Joins the states of the steps that work for a node under the current plan. */
export function nodeRun(state: RunState, plan: Plan | undefined, nodeId: string): NodeRun {
  const info = plan?.nodes[nodeId];
  const keyOf = (id: string | undefined) => (plan && id !== undefined ? keysOf(plan).get(id) : undefined);
  const steps = (info?.steps ?? []).flatMap((id) => state.steps[keyOf(id) ?? ''] ?? []);
  const own = steps.filter((step) => step.nodes[0] === nodeId);
  const currentKey = keyOf(info?.resultStep);
  const current = currentKey === undefined ? undefined : state.steps[currentKey];
  const last = state.steps[state.shown[nodeId] ?? ''];
  const result = current ?? last;
  return {
    status: joinStatus(steps, nodeId),
    active: own.find((step) => step.status === 'running'),
    result,
    outdated: result !== undefined && result !== current,
    problems: joinProblems(own.map((step) => step.problems)),
    ...timeOf(own),
  };
}

function timeOf(own: readonly StepState[]): Pick<NodeRun, 'ms' | 'isKept'> {
  const finished = own.filter(
    ({ status }) => status === 'done' || status === 'cached' || status === 'skipped',
  );
  if (finished.length === 0 || finished.length < own.length) return { isKept: false };
  const computed = finished.filter(({ status }) => status === 'done');
  return computed.length === 0
    ? { isKept: true }
    : { ms: computed.reduce((sum, { ms = 0 }) => sum + ms, 0), isKept: false };
}

const joined = new WeakMap<
  readonly Problem[],
  { readonly lists: readonly (readonly Problem[])[]; readonly all: readonly Problem[] }
>();

/**
 * All problems in one list, and the same list for the same problems: the view reads this at every
 * change of the store, and a list that is new each time would make it draw for ever.
 */
function joinProblems(lists: readonly (readonly Problem[])[]): readonly Problem[] {
  const filled = lists.filter((list) => list.length > 0);
  const [first] = filled;
  if (!first) return NO_PROBLEMS;
  if (filled.length === 1) return first;
  const known = joined.get(first);
  if (known?.lists.length === filled.length && known.lists.every((list, index) => list === filled[index])) {
    return known.all;
  }
  const all = filled.flat();
  joined.set(first, { lists: filled, all });
  return all;
}

/** Progress and failure show on the first node of a step; the others wait or are blocked. */
function joinStatus(steps: readonly StepState[], nodeId: string): NodeStatus {
  const seen = steps.map((step): StepStatus => {
    if (step.nodes[0] === nodeId) return step.status;
    if (step.status === 'running') return 'queued';
    return step.status === 'failed' ? 'blocked' : step.status;
  });
  const atRest: readonly StepStatus[] = ['done', 'cached', 'skipped'];
  if (seen.includes('done') && seen.every((status) => atRest.includes(status))) return 'done';
  return joinStatuses(seen);
}

/** One status for several steps or nodes: the most pressing one. */
export const joinStatuses = (statuses: readonly NodeStatus[]): NodeStatus =>
  RANK.find((status) => statuses.includes(status)) ?? 'idle';

/** How far a step is, in [0, 1]; `undefined` when it does not say. */
export function stepFraction(step: StepState): number | undefined {
  if (step.progress && step.progress.total > 0) return step.progress.done / step.progress.total;
  return undefined;
}

/** How far the whole run is: finished steps, and the running one in part. */
export function runFraction(state: RunState): number {
  const steps = Object.values(state.keys).flatMap((key) => state.steps[key] ?? []);
  if (steps.length === 0) return 0;
  const weights = {
    load: 1,
    split: 1,
    augment: 1,
    're-estimate': 20,
    embed: 20,
    fit: 20,
    'range-test': 10,
    'cross-validate': 20,
    advise: 4,
    evaluate: 4,
  };
  let done = 0;
  let all = 0;
  for (const step of steps) {
    all += weights[step.op];
    const part = step.status === 'running' ? (stepFraction(step) ?? 0) : step.status === 'queued' ? 0 : 1;
    done += weights[step.op] * part;
  }
  return done / all;
}

/** The node whose failure keeps this one from a result, through however many steps. */
export function blockerOf(state: RunState, plan: Plan | undefined, nodeId: string): string | undefined {
  const keys = plan && keysOf(plan);
  const steps = (plan?.nodes[nodeId]?.steps ?? []).flatMap((id) => state.steps[keys?.get(id) ?? ''] ?? []);
  let current = steps.find((step) => step.status === 'blocked');
  // A plan has no circles, and its steps are finite: so is the chain.
  while (current?.status === 'blocked' && current.blockedBy !== undefined) {
    current = state.steps[state.keys[current.blockedBy] ?? ''];
  }
  if (!current) return steps.find((step) => step.status === 'failed')?.nodes[0];
  return current.nodes[0];
}
