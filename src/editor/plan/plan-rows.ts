import { estimatePlan, type Speed, type StepEstimate } from '../../plan/estimate';
import { type Need, neededSteps, runsAlways } from '../../plan/passes/incremental';
import type { Plan, Step } from '../../plan/plan';
import type { Keeping } from '../../worker/api';
import type { StepState } from '../store/run-state';

/** One line of the plan: a step, and what is foreseen for it. */
export interface PlanRow {
  readonly step: Step;
  readonly need: Need;
  /** Where its result is kept from an earlier run, whether this one asks for it or not. */
  readonly kept?: Keeping;
  /** Absent until the speed of the backend is known, and for what does not run. */
  readonly estimate?: StepEstimate;
}

export function planRows(
  plan: Plan,
  speed: Speed | undefined,
  kept: ReadonlyMap<string, Keeping>,
): readonly PlanRow[] {
  const needs = neededSteps(plan, (step) => kept.has(step.key));
  const runs = ({ id }: Step): boolean => (needs.get(id) ?? 'run') === 'run';
  const estimates = speed && estimatePlan(plan, speed, runs).steps;
  return plan.steps.map((step) => {
    const need = needs.get(step.id) ?? 'run';
    const place = runsAlways(step) ? undefined : kept.get(step.key);
    return { step, need, kept: place, estimate: estimates?.get(step.id) };
  });
}

/** What was foreseen when a step last began to run stands beside what was measured; else what is foreseen now. */
export const shownEstimate = (
  { step, estimate }: PlanRow,
  state: StepState | undefined,
  foreseen: Readonly<Record<string, StepEstimate>>,
): StepEstimate | undefined =>
  state?.status === 'done' || state?.status === 'running' ? (foreseen[step.key] ?? estimate) : estimate;
