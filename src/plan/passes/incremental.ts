import type { Plan, Step, StepOp } from '../plan';

/** `run`: execute it; `stored`: serve its stored result; `skip`: nothing that runs reads it. */
export type Need = 'run' | 'stored' | 'skip';

/** They only describe samples: quicker to do again than to store. */
const ALWAYS_RUN: ReadonlySet<StepOp> = new Set(['load', 'split', 'augment']);
export const runsAlways = ({ op }: Pick<Step, 'op'>): boolean => ALWAYS_RUN.has(op);

/**
 * What a run has to do when some results are stored from earlier ones. Each target's result is wanted;
 * of what leads to a stored result nothing is, unless something else that runs reads it. So with a
 * changed head the embed steps are served from the store, and with a changed evaluation alone they and
 * the training behind them.
 */
export function neededSteps(
  plan: Pick<Plan, 'steps' | 'targets' | 'nodes'>,
  isStored: (step: Step) => boolean,
): ReadonlyMap<string, Need> {
  const wanted = new Set(plan.targets.flatMap((node) => plan.nodes[node]?.resultStep ?? []));
  const needs = new Map<string, Need>();
  for (const step of [...plan.steps].reverse()) {
    const need = runsAlways(step) ? 'run' : needOf(step, wanted, isStored);
    if (need === 'run') for (const input of Object.values(step.inputs)) wanted.add(input);
    needs.set(step.id, need);
  }
  return needs;
}

function needOf(step: Step, wanted: ReadonlySet<string>, isStored: (step: Step) => boolean): Need {
  if (!wanted.has(step.id)) return 'skip';
  return isStored(step) ? 'stored' : 'run';
}
