import type { StepOp } from '../../plan/plan';
import type { UnfinishedTraining } from '../../worker/api';
import { formatDuration } from '../format/duration';
import type { RunState, StepState } from '../store/run-state';
import { placeOf } from '../store/run-unfinished';

const DOING: Readonly<Record<StepOp, string>> = {
  load: 'Loading data',
  split: 'Splitting',
  augment: 'Preparing variations',
  embed: 'Computing features',
  fit: 'Training',
  'range-test': 'Trying learning rates',
  advise: 'Comparing features',
  evaluate: 'Evaluating',
};

const runningStep = (run: RunState): StepState | undefined =>
  Object.values(run.keys)
    .map((key) => run.steps[key])
    .find((step) => step?.status === 'running');

/** One line on how the run stands, and on where trainings of this graph stopped. */
export function runStatusText(run: RunState, unfinished: readonly UnfinishedTraining[]): string {
  const [training] = unfinished;
  const stopped = training && (unfinished.length > 1 ? `${unfinished.length} trainings` : placeOf(training));
  switch (run.status) {
    case 'idle':
    case 'done':
      if (stopped) return `Unfinished · ${stopped}`;
      return run.status === 'done' ? `Done in ${formatDuration(run.ms ?? 0)}` : '';
    case 'failed':
      return ['The run failed', stopped].filter(Boolean).join(' · ');
    case 'cancelled':
      return ['Cancelled', stopped].filter(Boolean).join(' · ');
    case 'paused':
      return ['Paused', stopped].filter(Boolean).join(' · ');
    case 'running': {
      if (run.asked) return run.asked === 'pause' ? 'Pausing after this batch…' : 'Stopping…';
      const step = runningStep(run);
      if (!step) return 'Starting…';
      return [DOING[step.op], place(step), timeLeft(step)].filter(Boolean).join(' · ');
    }
  }
}

function place(step: StepState): string {
  if (step.batch) return `epoch ${step.batch.epoch}${step.epochs ? ` of ${step.epochs}` : ''}`;
  const { progress } = step;
  return progress ? `${progress.done} of ${progress.total}` : '';
}

function timeLeft({ progress }: StepState): string {
  if (!progress || !Number.isFinite(progress.secondsLeft)) return '';
  return `${formatDuration(progress.secondsLeft * 1000)} left`;
}
