import type { StepOp } from '../../plan/plan';
import type { UnfinishedTraining } from '../../worker/api';
import { formatDuration } from '../format/duration';
import { t } from '../language/t';
import type { RunState, StepState } from '../store/run-state';
import { placeOf } from '../store/run-unfinished';

const DOING: Readonly<Record<StepOp, string>> = {
  load: t('Loading data'),
  split: t('Splitting'),
  augment: t('Preparing variations'),
  're-estimate': t('Re-estimating batch norm'),
  embed: t('Computing features'),
  fit: t('Training'),
  'range-test': t('Trying learning rates'),
  'cross-validate': t('Trying from scratch'),
  advise: t('Comparing features'),
  evaluate: t('Evaluating'),
};

const runningStep = (run: RunState): StepState | undefined =>
  Object.values(run.keys)
    .map((key) => run.steps[key])
    .find((step) => step?.status === 'running');

/** One line on how the run stands, and on where trainings of this graph stopped. */
export function runStatusText(run: RunState, unfinished: readonly UnfinishedTraining[]): string {
  const [training] = unfinished;
  const stopped =
    training &&
    (unfinished.length > 1 ? t('{length} trainings', { length: unfinished.length }) : placeOf(training));
  switch (run.status) {
    case 'idle':
    case 'done':
      if (stopped) return t('Unfinished · {stopped}', { stopped });
      return run.status === 'done' ? t('Done in {ms}', { ms: formatDuration(run.ms ?? 0) }) : '';
    case 'failed':
      return [t('The run failed'), stopped].filter(Boolean).join(' · ');
    case 'cancelled':
      return [t('Cancelled'), stopped].filter(Boolean).join(' · ');
    case 'paused':
      return [t('Paused'), stopped].filter(Boolean).join(' · ');
    case 'running': {
      if (run.asked) return run.asked === 'pause' ? t('Pausing after this batch…') : t('Stopping…');
      const step = runningStep(run);
      if (!step) return t('Starting…');
      return [DOING[step.op], place(step), timeLeft(step)].filter(Boolean).join(' · ');
    }
  }
}

function place(step: StepState): string {
  if (step.batch)
    return t('epoch {epoch}{value}', {
      epoch: step.batch.epoch,
      value: step.epochs ? t(' of {epochs}', { epochs: step.epochs }) : '',
    });
  const { progress } = step;
  return progress ? t('{done} of {total}', { done: progress.done, total: progress.total }) : '';
}

function timeLeft({ progress }: StepState): string {
  if (!progress || !Number.isFinite(progress.secondsLeft)) return '';
  return t('{secondsLeft} left', { secondsLeft: formatDuration(progress.secondsLeft * 1000) });
}
