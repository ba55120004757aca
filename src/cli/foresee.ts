import { storeKey } from '../engine/run/results';
import { estimatePlan, type PlanEstimate, type Speed } from '../plan/estimate';
import { type Need, neededSteps } from '../plan/passes/incremental';
import type { Plan } from '../plan/plan';
import type { HeadlessEngine } from './engine';
import { speedFor } from './speeds';

/** What a run of a plan would do here, and how long it would take. */
export interface Foresight {
  readonly backend: string;
  readonly speed: Speed;
  /** By step id. */
  readonly needs: ReadonlyMap<string, Need>;
  readonly stored: ReadonlySet<string>;
  readonly estimate: PlanEstimate;
}

export async function foresee(
  plan: Plan,
  engine: HeadlessEngine,
  cacheDir: string | undefined,
): Promise<Foresight> {
  const { backend, content } = engine;
  const speed = await speedFor(plan, engine, cacheDir);
  const keys =
    (await content?.stored(plan.steps.map(({ key }) => storeKey(backend, key)))) ?? new Set<string>();
  const stored = new Set(
    plan.steps.filter(({ key }) => keys.has(storeKey(backend, key))).map(({ id }) => id),
  );
  const needs = neededSteps(plan, ({ id }) => stored.has(id));
  const estimate = estimatePlan(plan, speed, ({ id }) => needs.get(id) === 'run');
  return { backend: backend.label, speed, needs, stored, estimate };
}
