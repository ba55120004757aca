import { neededSteps } from '../../plan/passes/incremental';
import type { Plan } from '../../plan/plan';
import type { BackendInfo } from '../events';
import type { Executed } from '../steps/output';
import { type Results, storeKey } from './results';

/** What a run does about one step. */
export type Task =
  | { readonly need: 'run' }
  /** Its result is here. */
  | { readonly need: 'stored'; readonly executed: Executed; readonly ms: number }
  /** Nothing that runs reads it; what it once showed may still be known. */
  | { readonly need: 'skip'; readonly shown?: Pick<Executed, 'result' | 'problems'> };

/**
 * Decides what has to run, and opens the results that are needed. One that turns out to be damaged
 * has to be computed again, and then more of what leads to it is needed.
 */
export async function prepare(
  plan: Plan,
  backend: BackendInfo,
  results: Results,
  now: () => number,
): Promise<ReadonlyMap<string, Task>> {
  const keyOf = (step: { readonly key: string }) => storeKey(backend, step.key);
  const known = new Set(await results.known(plan.steps.map(keyOf)));
  const opened = new Map<string, Extract<Task, { need: 'stored' }>>();
  let needs = neededSteps(plan, (step) => known.has(keyOf(step)));
  for (;;) {
    const missing = plan.steps.find((step) => needs.get(step.id) === 'stored' && !opened.has(step.id));
    if (!missing) break;
    const started = now();
    const executed = await results.find(keyOf(missing));
    if (executed) {
      opened.set(missing.id, { need: 'stored', executed, ms: now() - started });
    } else {
      known.delete(keyOf(missing));
      needs = neededSteps(plan, (step) => known.has(keyOf(step)));
    }
  }
  const tasks = new Map<string, Task>();
  for (const step of plan.steps) {
    const need = needs.get(step.id) ?? 'run';
    if (need === 'run') tasks.set(step.id, { need });
    else if (need === 'stored') tasks.set(step.id, opened.get(step.id) ?? { need: 'run' });
    else tasks.set(step.id, { need, shown: await results.glance(keyOf(step)) });
  }
  return tasks;
}
