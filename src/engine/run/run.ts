import type { Problem } from '../../graph/problem';
import type { Plan, Step } from '../../plan/plan';
import type { BackendGuard } from '../backend/guard';
import type { BackendInfo, RunEvent, RunStatus, StepEvent } from '../events';
import type { Platform } from '../platform/platform';
import { execute } from '../steps/execute';
import type { Executed, StepOutput } from '../steps/output';
import type { CheckpointStore } from '../training/checkpoint';
import { asProblem, Cancelled, Paused, stopIfCancelled } from './failure';
import type { ResultStore } from './store';

export interface RunOptions {
  readonly runId: string;
  readonly plan: Plan;
  readonly platform: Platform;
  readonly backend: BackendInfo;
  readonly store: ResultStore<Executed>;
  readonly signal: AbortSignal;
  readonly pause: AbortSignal;
  /** Where a training's state is kept, by the content key of its step. */
  readonly checkpoints: (stepKey: string) => CheckpointStore;
  /** Finds another backend when the one in use fails; without it such a failure is the step's. */
  readonly guard?: BackendGuard;
  readonly emit: (event: RunEvent) => void;
}

/**
 * Executes a plan step by step. Never throws: a failed step fails its nodes and blocks what depends
 * on it, and nothing else; finished results stay.
 */
export async function runPlan(options: RunOptions): Promise<RunStatus> {
  const { runId, plan, platform, signal, pause, guard, emit } = options;
  let { backend } = options;
  const started = platform.now();
  emit({
    runId,
    type: 'run-started',
    backend,
    steps: plan.steps.map(({ id, op, nodes }) => ({ id, op, nodes })),
  });

  const outputs = new Map<string, StepOutput>();
  const failed = new Set<string>();
  let status: RunStatus = 'done';
  for (const step of plan.steps) {
    const blocker = Object.values(step.inputs).find((input) => failed.has(input));
    if (blocker !== undefined) {
      failed.add(step.id);
      emit({ runId, stepId: step.id, nodes: step.nodes, type: 'step-blocked', by: blocker });
      continue;
    }
    try {
      stopIfCancelled(signal);
      if (pause.aborted) throw new Paused();
      outputs.set(step.id, await runOnWhatWorks(step));
    } catch (error) {
      if (error instanceof Cancelled) {
        emit({ runId, stepId: step.id, nodes: step.nodes, type: 'step-cancelled' });
        status = 'cancelled';
        break;
      }
      if (error instanceof Paused) {
        emit({ runId, stepId: step.id, nodes: step.nodes, type: 'step-paused' });
        status = 'paused';
        break;
      }
      failed.add(step.id);
      status = 'failed';
      const problem = asProblem(error, step.nodes[0]);
      emit({ runId, stepId: step.id, nodes: step.nodes, type: 'step-failed', problem });
    }
  }
  emit({ runId, type: 'run-finished', status, ms: platform.now() - started });
  return status;

  /** A step whose backend fails under it runs again on another one, a training from its last checkpoint. */
  async function runOnWhatWorks(step: Step): Promise<StepOutput> {
    for (;;) {
      const failed = guard?.failed();
      try {
        return await runStep(step, outputs, {
          ...options,
          backend,
          signal: failed ? AbortSignal.any([signal, failed]) : signal,
        });
      } catch (error) {
        if (error instanceof Paused) throw error;
        if (signal.aborted) throw failed?.aborted ? new Cancelled() : error;
        const replacement = await guard?.replace();
        if (!replacement) throw error;
        backend = replacement.backend;
        emit({ runId, type: 'backend-changed', ...replacement });
      }
    }
  }
}

async function runStep(
  step: Step,
  outputs: ReadonlyMap<string, StepOutput>,
  { runId, platform, backend, store, signal, pause, checkpoints, guard, emit }: RunOptions,
): Promise<StepOutput> {
  const at = { runId, stepId: step.id, nodes: step.nodes };
  const started = platform.now();
  emit({ ...at, type: 'step-started' });
  const key = storeKey(backend, step.key);
  const cached = store.get(key);
  const executed =
    cached ??
    (await execute(step, inputsOf(step, outputs), {
      platform,
      backend,
      signal,
      pause,
      checkpoints: verified(checkpoints(step.key), guard),
      emit: (event: StepEvent) => emit({ ...at, ...event }),
    }));
  if (!cached) {
    await guard?.verify();
    store.set(key, executed, executed.bytes);
    // Only now is the result safe: until here the checkpoint was all there was of it.
    if (step.op === 'fit') await checkpoints(step.key).drop();
  }
  emit({
    ...at,
    type: 'step-finished',
    cached: cached !== undefined,
    ms: platform.now() - started,
    result: executed.result,
    problems: executed.problems.map((problem): Problem => ({ ...problem, nodeId: step.nodes[0] })),
  });
  return executed.output;
}

/** What a GPU computed that failed a moment ago must not decide about what is kept. */
function verified(store: CheckpointStore, guard: BackendGuard | undefined): CheckpointStore {
  if (!guard) return store;
  return {
    load: () => store.load(),
    async drop() {
      await guard.verify();
      await store.drop();
    },
    async save(checkpoint) {
      await guard.verify();
      await store.save(checkpoint);
    },
  };
}

/** Backends round differently, so each has results of its own. */
export const storeKey = (backend: Pick<BackendInfo, 'name'>, stepKey: string): string =>
  `${backend.name}:${stepKey}`;

function inputsOf(step: Step, outputs: ReadonlyMap<string, StepOutput>): Record<string, StepOutput> {
  const inputs: Record<string, StepOutput> = {};
  for (const [role, id] of Object.entries(step.inputs)) {
    const output = outputs.get(id);
    if (!output) throw new Error(`Step ${step.id} ran before its input ${id}.`);
    inputs[role] = output;
  }
  return inputs;
}
