import { type PlanIndex, workOf } from './estimate-work';
import type { Plan, Step } from './plan';
import { sharedPasses } from './shares-forward';

/** How fast one backend is on this machine, from a short measurement. */
export interface Calibration {
  /** Floating-point operations a second of frozen layers: forward only, fused. */
  readonly inference: number;
  /** Floating-point operations a second of training, its backward pass and update included. */
  readonly training: number;
  /** Milliseconds that starting one kernel costs, however small its tensors. */
  readonly kernelMs: number;
  /** Milliseconds of one training step of a small head on stored features. */
  readonly stepMs: number;
}

/** All that is known of one backend's speed. */
export interface Speed {
  readonly calibration: Calibration;
  /** Milliseconds of reading or varying one image, by `ImageWork.key`. What was not measured counts as free. */
  readonly images: Readonly<Record<string, number>>;
  /** Measured time over calculated time, by kind of work: what finished steps taught. */
  readonly corrections: Readonly<Record<string, number>>;
}

export interface StepEstimate {
  /** Milliseconds, when it runs to its end. */
  readonly ms: number;
  /** Milliseconds when training stops as early as it may; absent where it cannot. */
  readonly lowMs?: number;
}

export interface PlanEstimate {
  /** By step id; only steps that will run. */
  readonly steps: ReadonlyMap<string, StepEstimate>;
  /** The sum. */
  readonly total: StepEstimate;
}

export const startSpeed = (calibration: Calibration): Speed => ({ calibration, images: {}, corrections: {} });

/** Beyond this factor a machine was busy with something else, either then or now. */
const SAME_MACHINE = 2;

/**
 * What was known of a backend, in the light of a new measurement: kept where the two agree, else dropped
 * whole, since the times of images and steps were taken on the same busy machine as the rates.
 */
export function renewedSpeed(known: Speed | undefined, calibration: Calibration): Speed {
  const agrees =
    known !== undefined &&
    (Object.keys(calibration) as (keyof Calibration)[]).every(
      (key) => Math.abs(Math.log(calibration[key] / known.calibration[key])) <= Math.log(SAME_MACHINE),
    );
  return agrees ? known : startSpeed(calibration);
}

/**
 * Kernels that one block of a network starts: a cut point comes every one to three layers, and layers
 * that do not fuse start several.
 */
const KERNELS_PER_BLOCK = 4;

/** Milliseconds by calculation alone, before what was learned from runs. 0 for what takes no time worth telling. */
export function calculatedMs(index: PlanIndex, step: Step, { calibration, images }: Speed): number {
  const work = workOf(index, step);
  if (!work) return 0;
  const rate = work.trains ? calibration.training : calibration.inference;
  const computing = (1000 * work.flops) / rate;
  const starting = work.blockRuns * KERNELS_PER_BLOCK * calibration.kernelMs;
  const stepping = work.trainingSteps * calibration.stepMs;
  const reading = work.images.reduce((sum, { key, count }) => sum + count * (images[key] ?? 0), 0);
  return computing + starting + stepping + reading;
}

export function estimateStep(index: PlanIndex, step: Step, speed: Speed): StepEstimate {
  const correction = speed.corrections[workOf(index, step)?.kind ?? ''] ?? 1;
  const ms = calculatedMs(index, step, speed) * correction;
  const share = earliestStop(step);
  return share < 1 ? { ms, lowMs: ms * share } : { ms };
}

/**
 * Foresees the time of a plan; `runs` says which steps are not served from the store. Several cuts of one
 * network cost one pass to the last of them, which the first makes.
 */
export function estimatePlan(
  plan: Pick<Plan, 'steps'>,
  speed: Speed,
  runs: (step: Step) => boolean = () => true,
): PlanEstimate {
  const index = indexSteps(plan);
  const running = plan.steps.filter(runs);
  const passes = sharedPasses(running);
  const estimateOf = (step: Step): StepEstimate => {
    const work = step.op === 'embed' ? passes.get(step.id) : step;
    return work ? estimateStep(index, work, speed) : { ms: 0 };
  };
  const steps = new Map(running.map((step) => [step.id, estimateOf(step)] as const));
  return { steps, total: sumEstimates([...steps.values()]) };
}

export function sumEstimates(estimates: readonly StepEstimate[]): StepEstimate {
  const ms = estimates.reduce((sum, estimate) => sum + estimate.ms, 0);
  const lowMs = estimates.reduce((sum, estimate) => sum + (estimate.lowMs ?? estimate.ms), 0);
  return lowMs < ms ? { ms, lowMs } : { ms };
}

export const indexSteps = (plan: Pick<Plan, 'steps'>): PlanIndex =>
  new Map(plan.steps.map((step) => [step.id, step]));

/** The smallest share of its epochs after which early stopping may end a training. */
function earliestStop(step: Step): number {
  if (step.op !== 'fit') return 1;
  const { patience, epochs } = step.params.options;
  // The first epoch is the best so far; `patience` epochs without a better one end the training.
  return patience > 0 ? Math.min(1, (patience + 1) / epochs) : 1;
}
