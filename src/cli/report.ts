import { cpus, totalmem } from 'node:os';
import type { BackendInfo, RunEvent, RunStatus, StepResult } from '../engine/events';
import type { Problem } from '../graph/problem';
import type { PlanEstimate } from '../plan/estimate';
import { type MeasuredStep, shareOfTraining } from '../plan/estimate-correct';
import type { Plan } from '../plan/plan';

/** What `--report` writes. Times are in milliseconds. */
export interface Report {
  readonly title: string;
  readonly status: RunStatus;
  readonly backend: BackendInfo | null;
  /** The value of `--seed`; `null` when the nodes' own seeds were used. */
  readonly seed: number | null;
  readonly steps: readonly {
    readonly id: string;
    readonly op: string;
    readonly node: string | null;
    readonly nodes: readonly string[];
    readonly key: string;
    readonly cached: boolean;
    readonly ms: number;
    /** What was foreseen before the run; `null` for what did not have to run. */
    readonly estimatedMs: number | null;
  }[];
  /** The result that each node shows. */
  readonly nodes: Readonly<Record<string, StepResult>>;
  readonly problems: readonly Problem[];
  readonly environment: Readonly<Record<string, string | number>>;
  readonly ms: number;
}

/** Collects a run's events into a report. */
export function buildReport(
  title: string,
  seed: number | null,
  plan: Plan,
  events: readonly RunEvent[],
  estimate: PlanEstimate,
): Report {
  const keys = new Map(plan.steps.map((step) => [step.id, step]));
  const finished = events.filter((event) => event.type === 'step-finished');
  const results = new Map(finished.map((event) => [event.stepId, event.result]));
  const started = events.find((event) => event.type === 'run-started');
  const ended = events.find((event) => event.type === 'run-finished');
  return {
    title,
    status: ended?.status ?? 'failed',
    backend: started?.backend ?? null,
    seed,
    steps: finished.map(({ stepId, nodes, cached, ms }) => ({
      id: stepId,
      op: keys.get(stepId)?.op ?? '',
      node: nodes[0] ?? null,
      nodes,
      key: keys.get(stepId)?.key ?? '',
      cached,
      ms,
      estimatedMs: estimate.steps.get(stepId)?.ms ?? null,
    })),
    nodes: Object.fromEntries(
      Object.entries(plan.nodes).flatMap(([id, { resultStep }]) => {
        const result = resultStep === undefined ? undefined : results.get(resultStep);
        return result ? [[id, result]] : [];
      }),
    ),
    problems: events.flatMap((event) => {
      if (event.type === 'run-notice' || event.type === 'backend-changed') return [event.problem];
      if (event.type === 'step-failed') return [event.problem];
      return event.type === 'step-finished' ? event.problems : [];
    }),
    environment: {
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      memoryBytes: totalmem(),
    },
    ms: ended?.ms ?? 0,
  };
}

/**
 * What the steps of a run taught about the speed of the machine. Nothing where its backend changed: times
 * of both would be told of one.
 */
export function measuredSteps(
  { steps, nodes }: Report,
  events: readonly RunEvent[],
): readonly MeasuredStep[] {
  if (events.some(({ type }) => type === 'backend-changed')) return [];
  const before = new Map(
    events.flatMap((event) => (event.type === 'resumed' ? [[event.stepId, event.epochs]] : [])),
  );
  return steps
    .filter(({ cached }) => !cached)
    .map(({ id, node, ms }) => {
      const result = node === null ? undefined : nodes[node];
      const share = result?.op === 'fit' ? shareOfTraining(result.fit, before.get(id)) : 1;
      return { stepId: id, ms, share };
    });
}
