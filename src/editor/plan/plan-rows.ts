import { estimateStep, indexSteps, type Speed, type StepEstimate } from '../../plan/estimate';
import { type Need, neededSteps } from '../../plan/passes/incremental';
import type { Plan, Step } from '../../plan/plan';

/** One line of the plan: a step, and what is foreseen for it. */
export interface PlanRow {
  readonly step: Step;
  readonly need: Need;
  /** Absent until the speed of the backend is known, and for what does not run. */
  readonly estimate?: StepEstimate;
}

export function planRows(
  plan: Plan,
  speed: Speed | undefined,
  stored: ReadonlySet<string>,
): readonly PlanRow[] {
  const needs = neededSteps(plan, (step) => stored.has(step.key));
  const index = indexSteps(plan);
  return plan.steps.map((step) => {
    const need = needs.get(step.id) ?? 'run';
    return { step, need, estimate: speed && need === 'run' ? estimateStep(index, step, speed) : undefined };
  });
}
