import type { StepEvent } from '../events';

const WINDOW_MS = 3000;
const LEAST_INTERVAL_MS = 100;

/**
 * Measures the rate over the last seconds and emits `step-progress`, at most ten times a second.
 * `now` is in milliseconds. What was done before, by an earlier run, does not count into the rate.
 */
export function createProgress(
  total: number,
  unit: Extract<StepEvent, { type: 'step-progress' }>['unit'],
  now: () => number,
  emit: (event: StepEvent) => void,
  alreadyDone = 0,
): (done: number) => void {
  const marks: { readonly at: number; readonly done: number }[] = [{ at: now(), done: alreadyDone }];
  let lastEmitted = Number.NEGATIVE_INFINITY;
  return (done) => {
    const at = now();
    marks.push({ at, done });
    while (marks.length > 2 && at - (marks[1]?.at ?? at) > WINDOW_MS) marks.shift();
    if (at - lastEmitted < LEAST_INTERVAL_MS && done < total) return;
    lastEmitted = at;
    const first = marks[0] ?? { at, done };
    const seconds = Math.max(1e-3, (at - first.at) / 1000);
    const rate = (done - first.done) / seconds;
    const secondsLeft = rate > 0 ? (total - done) / rate : 0;
    emit({ type: 'step-progress', done, total, unit, rate, secondsLeft });
  };
}
