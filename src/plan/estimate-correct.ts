import { calculatedMs, indexSteps, type Speed } from './estimate';
import { workOf } from './estimate-work';
import type { Plan } from './plan';
import { sharedPasses } from './shares-forward';

/** How long a step took, or how long it will take at the rate that it shows. */
export interface MeasuredStep {
  readonly stepId: string;
  readonly ms: number;
  /** The part of its foreseen work that this time was spent on, in (0, 1]: less when training stopped early or was resumed. */
  readonly share: number;
}

/** The part of a training's epochs that one run did: it may have gone on behind others, and may have stopped early. */
export const shareOfTraining = (
  { history, epochsPlanned }: { readonly history: readonly unknown[]; readonly epochsPlanned: number },
  epochsBefore = 0,
): number => (history.length - epochsBefore) / epochsPlanned;

/** How much a new measurement counts against what was learned before. */
const WEIGHT = 0.5;
/** What takes less is overhead, and of no interest to anybody who waits. */
const LEAST_MS = 50;
/** A factor beyond this says that the machine was asleep, not that it is slow. */
const LARGEST_CORRECTION = 50;

/**
 * Learns from measured steps: the ratio of measured to calculated time, by kind of work. The first
 * measurement counts in full; later ones move the ratio half-way, on a logarithmic scale, since twice
 * as slow and twice as fast are equally far off.
 */
export function correct(speed: Speed, plan: Pick<Plan, 'steps'>, measured: readonly MeasuredStep[]): Speed {
  const index = indexSteps(plan);
  const corrections = { ...speed.corrections };
  const passes = sharedPasses(plan.steps);
  for (const { stepId, ms, share } of measured) {
    const step = index.get(stepId);
    const kind = step && workOf(index, step)?.kind;
    if (!step || kind === undefined || share <= 0 || !(ms > 0)) continue;
    // How far a shared pass went depends on what was stored then.
    if (step.op === 'embed' && passes.get(step.id) !== step) continue;
    const calculated = calculatedMs(index, step, speed) * share;
    if (!(calculated > 0) || Math.max(calculated, ms) < LEAST_MS) continue;
    const ratio = Math.min(LARGEST_CORRECTION, Math.max(1 / LARGEST_CORRECTION, ms / calculated));
    const before = corrections[kind] ?? ratio;
    corrections[kind] = before ** (1 - WEIGHT) * ratio ** WEIGHT;
  }
  return { ...speed, corrections };
}
