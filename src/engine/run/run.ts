import type { Problem } from '../../graph/problem';
import type { EmbedStep, Plan, Step } from '../../plan/plan';
import { sharesForward } from '../../plan/shares-forward';
import type { BackendGuard } from '../backend/guard';
import type { BackendInfo, BackendName, RunEvent, RunStatus } from '../events';
import type { Platform } from '../platform/platform';
import type { Executed, StepOutput } from '../steps/output';
import { checkpointKey } from '../store/checkpoints';
import type { ContentStore } from '../store/content-store';
import type { CheckpointStore } from '../training/checkpoint';
import { asProblem, Cancelled, Paused, stopIfCancelled } from './failure';
import { prepare, type Task } from './prepare';
import { createResults, storeKey } from './results';
import { runStep } from './run-step';
import type { ResultStore } from './store';
import { uselessSteps } from './useless';

export interface RunOptions {
  readonly runId: string;
  readonly plan: Plan;
  readonly platform: Platform;
  readonly backend: BackendInfo;
  /** Results in memory. */
  readonly store: ResultStore<Executed>;
  /** Results that outlive the process; without it there are none. */
  readonly content?: ContentStore;
  readonly signal: AbortSignal;
  readonly pause: AbortSignal;
  /** Where a training's state is kept, by the content key of its step. */
  readonly checkpoints: (stepKey: string) => CheckpointStore;
  /** Finds another backend when the one in use fails; without it such a failure is the step's. */
  readonly guard?: BackendGuard;
  readonly emit: (event: RunEvent) => void;
}

/**
 * Executes a plan step by step, and of it only what no stored result makes needless. Never throws: a
 * failed step fails its nodes and blocks what depends on it, and nothing else; finished results stay.
 */
export async function runPlan(options: RunOptions): Promise<RunStatus> {
  const { runId, plan, platform, backend, content, emit } = options;
  const started = platform.now();
  emit({
    runId,
    type: 'run-started',
    backend,
    steps: plan.steps.map(({ id, op, nodes }) => ({ id, op, nodes })),
  });
  const letGo = content && keep(content, options);
  try {
    const status = await runSteps(options);
    emit({ runId, type: 'run-finished', status, ms: platform.now() - started });
    return status;
  } finally {
    letGo?.();
    await content?.release();
  }
}

/** Any of them may have to go on in mid-run. */
const BACKENDS: readonly BackendName[] = ['webgpu', 'wasm', 'cpu'];

/** While it runs, nothing of the plan is removed, and whatever cannot be stored is said once. */
function keep(content: ContentStore, { runId, plan, emit }: RunOptions): () => void {
  const unpin = content.pin(
    plan.steps.flatMap(({ key }) => [...BACKENDS.map((name) => storeKey({ name }, key)), checkpointKey(key)]),
  );
  let isTold = false;
  const hush = content.onTrouble((problem) => {
    if (!isTold) emit({ runId, type: 'run-notice', problem });
    isTold = true;
  });
  return () => {
    unpin();
    hush();
  };
}

async function runSteps(options: RunOptions): Promise<RunStatus> {
  const { runId, plan, platform, signal, pause, guard, emit } = options;
  const results = createResults(options.store, options.content);
  let { backend } = options;
  const tasks = await prepare(plan, backend, results, platform.now);
  const runs = (id: string): boolean => tasks.get(id)?.need === 'run';
  const outputs = new Map<string, StepOutput>();
  const failed = new Set<string>();
  let status: RunStatus = 'done';
  for (const step of plan.steps) {
    const at = { runId, stepId: step.id, nodes: step.nodes };
    const task = tasks.get(step.id) ?? { need: 'run' };
    if (task.need !== 'run') {
      serve(step, task);
      continue;
    }
    const blocker = Object.values(step.inputs).find((input) => failed.has(input));
    if (blocker !== undefined) {
      failed.add(step.id);
      emit({ ...at, type: 'step-blocked', by: blocker });
      continue;
    }
    if (failed.size > 0 && uselessSteps(plan.steps, failed, runs).has(step.id)) {
      emit({ ...at, type: 'step-skipped', because: 'blocked' });
      continue;
    }
    try {
      stopIfCancelled(signal);
      if (pause.aborted) throw new Paused();
      const executed = await runOnWhatWorks(step);
      outputs.set(step.id, executed.output);
    } catch (error) {
      if (error instanceof Cancelled) {
        emit({ ...at, type: 'step-cancelled' });
        return 'cancelled';
      }
      if (error instanceof Paused) {
        emit({ ...at, type: 'step-paused' });
        return 'paused';
      }
      failed.add(step.id);
      status = 'failed';
      emit({ ...at, type: 'step-failed', problem: asProblem(error, step.nodes[0]) });
    }
  }
  return status;

  /** Hands on what is stored of a step, and shows what is known of it. */
  function serve(step: Step, task: Exclude<Task, { need: 'run' }>): void {
    const at = { runId, stepId: step.id, nodes: step.nodes };
    const shown = task.need === 'stored' ? task.executed : task.shown;
    if (task.need === 'stored') outputs.set(step.id, task.executed.output);
    if (!shown) {
      emit({ ...at, type: 'step-skipped', because: 'stored' });
      return;
    }
    const problems = shown.problems.map((problem): Problem => ({ ...problem, nodeId: step.nodes[0] }));
    const ms = task.need === 'stored' ? task.ms : 0;
    emit({ ...at, type: 'step-started' });
    emit({ ...at, type: 'step-finished', cached: true, ms, result: shown.result, problems });
  }

  /** Cuts of a network that this step's pass through it gives as well. */
  function alongside(step: Step): readonly EmbedStep[] {
    if (step.op !== 'embed') return [];
    return plan.steps.filter(
      (other): other is EmbedStep =>
        other.op === 'embed' &&
        other.id !== step.id &&
        runs(other.id) &&
        !outputs.has(other.id) &&
        sharesForward(step, other),
    );
  }

  /** A step whose backend fails under it runs again on another one, a training from its last checkpoint. */
  async function runOnWhatWorks(step: Step): Promise<Executed> {
    for (;;) {
      const broken = guard?.failed();
      // Only a training has a state to save; another step simply stops where it is.
      const stops = [signal, broken, step.op === 'fit' ? undefined : pause];
      try {
        return await runStep(step, alongside(step), outputs, results, {
          ...options,
          backend,
          signal: AbortSignal.any(stops.filter((stop) => stop !== undefined)),
        });
      } catch (error) {
        if (error instanceof Paused) throw error;
        if (error instanceof Cancelled && pause.aborted && !signal.aborted) throw new Paused();
        if (signal.aborted) throw broken?.aborted ? new Cancelled() : error;
        const replacement = await guard?.replace();
        if (!replacement) throw error;
        backend = replacement.backend;
        emit({ runId, type: 'backend-changed', ...replacement });
      }
    }
  }
}
