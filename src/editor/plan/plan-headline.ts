import { type StepEstimate, sumEstimates } from '../../plan/estimate';
import { formatDuration } from '../format/duration';
import { plural } from '../format/numbers';
import type { RunState } from '../store/run-state';
import { formatEstimate } from './format';
import type { PlanRow } from './plan-rows';

export interface Headline {
  readonly text: string;
  readonly detail: string;
}

/** What the plan comes to before a run. `backend` is e.g. `WASM`. */
export function foreseenHeadline(rows: readonly PlanRow[], backend: string | undefined): Headline {
  const stored = rows.filter(({ isStored }) => isStored).length;
  const skipped = rows.filter(({ need, isStored }) => need === 'skip' && !isStored).length;
  const detail = [
    plural(rows.length, 'step'),
    stored > 0 && `${stored} stored from before`,
    skipped > 0 && `${skipped} not needed`,
  ]
    .filter(Boolean)
    .join(' · ');
  if (stored > 0 && rows.every(isDone)) {
    return { text: 'Nothing to compute: every result is stored', detail };
  }
  const estimates = rows.flatMap(({ estimate }) => estimate ?? []);
  if (estimates.length === 0) return { text: 'Measuring how fast this machine is…', detail };
  const on = backend === undefined ? '' : ` on ${backend}`;
  return { text: `${about(sumEstimates(estimates))}${on}`, detail };
}

/** `about` in a sentence of its own. */
const about = (estimate: StepEstimate): string => {
  const text = formatEstimate(estimate);
  return text.startsWith('≈ ') ? `About ${text.slice(2)}` : 'Less than 0.1 s';
};

/** Data steps only describe samples; they run every time. */
const isDone = ({ need, step }: PlanRow): boolean =>
  need !== 'run' || step.op === 'load' || step.op === 'split' || step.op === 'augment';

/** While a run is on its way. `leftMs` is unknown until the speed is. */
export function runningHeadline(leftMs: number | undefined, foreseen: StepEstimate | undefined): Headline {
  return {
    text: leftMs === undefined ? 'Running…' : `About ${formatDuration(leftMs)} left`,
    detail: foreseen === undefined ? '' : `${formatEstimate(foreseen)} foreseen at the start`,
  };
}

/** When a run has come to its end, for as long as the graph stays what was run. */
export function finishedHeadline(run: RunState, foreseen: StepEstimate | undefined): Headline | undefined {
  if (run.status !== 'done' || run.ms === undefined) return undefined;
  return {
    text: `Done in ${formatDuration(run.ms)}`,
    detail: foreseen === undefined ? '' : `${formatEstimate(foreseen)} foreseen at the start`,
  };
}
