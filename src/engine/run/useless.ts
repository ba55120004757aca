import type { Plan, StepOp } from '../../plan/plan';

const ONLY_FOR_OTHERS: ReadonlySet<StepOp> = new Set(['re-estimate', 'embed', 'cross-validate']);

/**
 * Steps that compute only for others that cannot run any more, because something that those need
 * failed. Trainings and reports are worth having for themselves. `runs` says which steps are to run.
 */
export function uselessSteps(
  steps: Plan['steps'],
  failed: ReadonlySet<string>,
  runs: (id: string) => boolean,
): ReadonlySet<string> {
  const lost = new Set(failed);
  for (const step of steps) {
    if (runs(step.id) && Object.values(step.inputs).some((input) => lost.has(input))) lost.add(step.id);
  }
  const useless = steps.filter((step) => {
    if (!ONLY_FOR_OTHERS.has(step.op) || lost.has(step.id)) return false;
    const readers = steps.filter(({ id, inputs }) => runs(id) && Object.values(inputs).includes(step.id));
    return readers.length > 0 && readers.every(({ id }) => lost.has(id));
  });
  return new Set(useless.map(({ id }) => id));
}
