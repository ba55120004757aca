import { estimatePlan, type Speed } from '../../plan/estimate';
import { correct, type MeasuredStep, shareOfTraining } from '../../plan/estimate-correct';
import type { Plan, Step } from '../../plan/plan';
import type { RunState, StepState } from '../store/run-state';

type Steps = RunState['steps'];

/** Below this part of a step its rate is still that of warming up. */
const TELLING_SHARE = 0.05;

/** What the steps of a run have shown so far, those at work included. */
export function measurementsOf(plan: Plan, steps: Steps): readonly MeasuredStep[] {
  return plan.steps.flatMap(({ id, key }) => {
    const state = steps[key];
    return (state && measurementOf(id, state)) ?? [];
  });
}

function measurementOf(stepId: string, state: StepState): MeasuredStep | undefined {
  const { status, ms, progress, result, resumedAt } = state;
  if (status === 'done' && ms !== undefined) {
    const share = result?.op === 'fit' ? shareOfTraining(result.fit, resumedAt) : 1;
    return { stepId, ms, share };
  }
  if (status !== 'running' || !progress || !(progress.rate > 0)) return undefined;
  if (progress.done < TELLING_SHARE * progress.total) return undefined;
  return { stepId, ms: (1000 * progress.total) / progress.rate, share: 1 };
}

/** What is known of the speed now that a run has come this far. */
export const learnedSpeed = (speed: Speed, plan: Plan, steps: Steps): Speed =>
  correct(speed, plan, measurementsOf(plan, steps));

/**
 * Milliseconds until the end of a run: what the step at work says of itself, and for each step that
 * waits its estimate, corrected by what has been measured so far. `runs` says which steps are not
 * served from the store.
 */
export function timeLeft(plan: Plan, steps: Steps, speed: Speed, runs: (step: Step) => boolean): number {
  const learned = learnedSpeed(speed, plan, steps);
  const isAhead = (step: Step): boolean => {
    const status = steps[step.key]?.status;
    return status === 'running' || (status === 'queued' && runs(step));
  };
  const { steps: ahead } = estimatePlan(plan, learned, isAhead);
  return plan.steps.reduce((sum, step) => {
    const state = steps[step.key];
    const foreseen = () => ahead.get(step.id)?.ms ?? 0;
    if (state?.status === 'queued') return sum + foreseen();
    return state?.status === 'running' ? sum + stepTimeLeft(state, foreseen) : sum;
  }, 0);
}

/** Milliseconds until the step at work ends. */
export function stepTimeLeft({ progress }: StepState, foreseen: () => number): number {
  if (!progress || progress.total === 0) return foreseen();
  const share = progress.done / progress.total;
  const isTelling = share >= TELLING_SHARE && Number.isFinite(progress.secondsLeft);
  return isTelling ? 1000 * progress.secondsLeft : (1 - share) * foreseen();
}
