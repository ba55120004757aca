import type { Problem } from '../../graph/problem';
import type { EmbedStep, Step } from '../../plan/plan';
import type { BackendGuard } from '../backend/guard';
import type { StepEvent } from '../events';
import { execute } from '../steps/execute';
import type { Alongside, Executed, Inputs, StepOutput, StepResults } from '../steps/output';
import type { CheckpointStore } from '../training/checkpoint';
import { StepFailure } from './failure';
import { labelOf } from './label';
import { type Results, storeKey } from './results';
import type { RunOptions } from './run';
import { salvageKey } from './trained';

type At = Pick<RunOptions, 'runId' | 'platform' | 'backend' | 'store' | 'signal' | 'pause'> &
  Pick<RunOptions, 'checkpoints' | 'guard' | 'emit'>;

/** Executes one step and keeps its result, and those of the cuts that it computes `alongside`. */
export async function runStep(
  step: Step,
  alongside: readonly EmbedStep[],
  outputs: ReadonlyMap<string, StepOutput>,
  results: Results,
  { runId, platform, backend, store, signal, pause, checkpoints, guard, emit }: At,
): Promise<Executed> {
  const at = { runId, stepId: step.id, nodes: step.nodes };
  const started = platform.now();
  emit({ ...at, type: 'step-started' });
  const key = storeKey(backend, step.key);
  const inputs = inputsOf(step, outputs);
  // Stored after all where the backend changed in mid-run.
  const cached = await results.find(key);
  const executed = cached ?? (await execute(step, inputs, context()).catch(salvage));
  if (!cached) {
    await guard?.verify();
    await results.keep(key, executed, labelOf(step, inputs));
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
  return executed;

  function context(): Parameters<typeof execute>[2] {
    return {
      platform,
      backend,
      signal,
      pause,
      checkpoints: verifiedCheckpoints(checkpoints(step.key), guard),
      results: verifiedResults(results.of(key), guard),
      alongside: alongside.map(companion),
      emit: (event: StepEvent) => emit({ ...at, ...event }),
    };
  }

  /** When its turn comes, its result is found. */
  function companion(other: EmbedStep): Alongside {
    const otherKey = storeKey(backend, other.key);
    return {
      body: other.params.body,
      results: verifiedResults(results.of(otherKey), guard),
      async keep(executed) {
        await guard?.verify();
        await results.keep(otherKey, executed, labelOf(other, inputs));
      },
    };
  }

  /** To be tried out, but not served as the step's result: running again must compute again. */
  function salvage(error: unknown): never {
    if (error instanceof StepFailure && error.salvaged) {
      store.set(salvageKey(key), error.salvaged, error.salvaged.bytes);
    }
    throw error;
  }
}

function inputsOf(step: Step, outputs: ReadonlyMap<string, StepOutput>): Inputs {
  const inputs: Record<string, StepOutput> = {};
  for (const [role, id] of Object.entries(step.inputs)) {
    const output = outputs.get(id);
    if (!output) throw new Error(`Step ${step.id} ran before its input ${id}.`);
    inputs[role] = output;
  }
  return inputs;
}

/** What a GPU computed that failed a moment ago must not decide about what is kept. */
function verifiedCheckpoints(store: CheckpointStore, guard: BackendGuard | undefined): CheckpointStore {
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

/** As for checkpoints: nothing can be found that the guard would not vouch for. */
function verifiedResults(
  results: StepResults | undefined,
  guard: BackendGuard | undefined,
): StepResults | undefined {
  if (!results || !guard) return results;
  return {
    open: () => results.open(),
    async write(kind, label, bytes) {
      const writer = await results.write(kind, label, bytes);
      return (
        writer && {
          ...writer,
          async finish(value) {
            await guard.verify();
            return writer.finish(value);
          },
        }
      );
    },
  };
}
