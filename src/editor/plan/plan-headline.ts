import { type StepEstimate, sumEstimates } from '../../plan/estimate';
import { runsAlways } from '../../plan/passes/incremental';
import { formatDuration } from '../format/duration';
import { plural } from '../format/numbers';
import { t } from '../language/t';
import type { RunState } from '../store/run-state';
import { formatEstimate } from './format';
import type { PlanRow } from './plan-rows';

export interface Headline {
  readonly text: string;
  readonly detail: string;
}

/** What the plan comes to before a run. `backend` is e.g. `WASM`. */
export function foreseenHeadline(rows: readonly PlanRow[], backend: string | undefined): Headline {
  const kept = rows.filter((row) => row.kept).length;
  const skipped = rows.filter(({ need, kept: place }) => need === 'skip' && !place).length;
  const detail = [
    plural(rows.length, 'step'),
    kept > 0 && t('{kept} kept from before', { kept }),
    skipped > 0 && t('{skipped} not needed', { skipped }),
  ]
    .filter(Boolean)
    .join(' · ');
  if (kept > 0 && rows.every(isDone)) {
    return { text: t('Nothing to compute: every result is kept'), detail };
  }
  const estimates = rows.flatMap(({ estimate }) => estimate ?? []);
  if (estimates.length === 0) return { text: t('Measuring how fast this machine is…'), detail };
  const on = backend === undefined ? '' : t(' on {backend}', { backend });
  return { text: `${about(sumEstimates(estimates))}${on}`, detail };
}

/** `about` in a sentence of its own. */
const about = (estimate: StepEstimate): string => {
  const text = formatEstimate(estimate);
  return text.startsWith('≈ ') ? t('About {value}', { value: text.slice(2) }) : t('Less than 0.1 s');
};

const isDone = ({ need, step }: PlanRow): boolean => need !== 'run' || runsAlways(step);

/** While a run is on its way. `leftMs` is unknown until the speed is. */
export function runningHeadline(leftMs: number | undefined, foreseen: StepEstimate | undefined): Headline {
  return {
    text: leftMs === undefined ? t('Running…') : t('About {leftMs} left', { leftMs: formatDuration(leftMs) }),
    detail:
      foreseen === undefined
        ? ''
        : t('{foreseen} foreseen at the start', { foreseen: formatEstimate(foreseen) }),
  };
}

/** When a run has come to its end, for as long as the graph stays what was run. */
export function finishedHeadline(run: RunState, foreseen: StepEstimate | undefined): Headline | undefined {
  if (run.status !== 'done' || run.ms === undefined) return undefined;
  return {
    text: t('Done in {ms}', { ms: formatDuration(run.ms) }),
    detail:
      foreseen === undefined
        ? ''
        : t('{foreseen} foreseen at the start', { foreseen: formatEstimate(foreseen) }),
  };
}
