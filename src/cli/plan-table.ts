import type { StepEstimate } from '../plan/estimate';
import { runsAlways } from '../plan/passes/incremental';
import type { Plan, Step } from '../plan/plan';
import type { Foresight } from './foresee';
import { formatSeconds, formatTable } from './table';

const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });
const count = (value: number): string => (value > 0 ? short.format(value) : '-');
const bytes = (value: number): string => (value > 0 ? `${short.format(value)}B` : '-');

/** The plan as a table for a terminal, with what a run would do here, and how the plan was made. */
export function planTable(plan: Plan, foresight: Foresight): string {
  const { estimate, backend, stored } = foresight;
  const rows = plan.steps.map((step) => [
    step.id,
    step.nodes.join(', '),
    step.output,
    count(step.cost.trainable),
    count(step.cost.frozen),
    count(step.cost.flops),
    bytes(step.cost.memory),
    resultOf(step, foresight),
    timeOf(estimate.steps.get(step.id)),
  ]);
  const table = formatTable(
    [
      { title: 'step' },
      { title: 'nodes' },
      { title: 'gives' },
      { title: 'trained', right: true },
      { title: 'frozen', right: true },
      { title: 'FLOPs', right: true },
      { title: 'memory', right: true },
      { title: 'result' },
      { title: 'time', right: true },
    ],
    rows,
  );
  const total = `About ${timeOf(estimate.total)} on ${backend}; ${stored.size} of ${plan.steps.length} steps are stored.`;
  return [table, '', total, '', 'How this plan was made', ...passLines(plan)].join('\n');
}

function resultOf(step: Step, { needs, stored }: Foresight): string {
  if (runsAlways(step)) return 'every run';
  if (stored.has(step.id)) return 'stored';
  return needs.get(step.id) === 'skip' ? 'not needed' : 'to do';
}

function timeOf(estimate: StepEstimate | undefined): string {
  if (!estimate) return '-';
  const high = formatSeconds(estimate.ms);
  const low = estimate.lowMs === undefined ? high : formatSeconds(estimate.lowMs);
  return low === high ? high : `${low} to ${high}`;
}

/** What each pass did, and under it its notes, each told once with the steps that it is about. */
function passLines({ passes, steps }: Plan): readonly string[] {
  return passes.flatMap(({ name, title, summary }) => {
    const notes = new Map<string, string[]>();
    for (const step of steps) {
      for (const { pass, text } of step.notes) {
        if (pass === name) notes.set(text, [...(notes.get(text) ?? []), step.id]);
      }
    }
    return [`  ${title}. ${summary}`, ...[...notes].map(([text, ids]) => `    ${ids.join(', ')}: ${text}`)];
  });
}

/** The plan and what a run would do here, as plain data. */
export const planJson = (plan: Plan, { backend, needs, estimate }: Foresight) => ({
  ...plan,
  run: {
    backend,
    estimatedMs: estimate.total.ms,
    steps: plan.steps.map(({ id }) => ({
      id,
      need: needs.get(id) ?? 'run',
      estimatedMs: estimate.steps.get(id)?.ms ?? null,
    })),
  },
});
