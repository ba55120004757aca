import type { StepOp } from '../../plan/plan';
import { formatDuration } from '../format/duration';
import type { RunState, StepState } from '../store/run-state';

const DOING: Readonly<Record<StepOp, string>> = {
  load: 'Loading data',
  split: 'Splitting',
  augment: 'Preparing variations',
  embed: 'Computing features',
  fit: 'Training',
  evaluate: 'Evaluating',
};

const runningStep = (run: RunState): StepState | undefined =>
  Object.values(run.keys)
    .map((key) => run.steps[key])
    .find((step) => step?.status === 'running');

/** One line on how the run stands. */
export function runStatusText(run: RunState): string {
  switch (run.status) {
    case 'idle':
      return '';
    case 'done':
      return `Done in ${formatDuration(run.ms ?? 0)}`;
    case 'failed':
      return 'The run failed';
    case 'cancelled':
      return 'Cancelled';
    case 'paused':
      return 'Paused';
    case 'running': {
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
