import { StepFailure } from '../engine/run/failure';
import type { Outcome } from './api';

/** Runs something that may throw and gives its outcome as data: comlink would lose the problem. */
export async function outcome<T>(code: string, work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof StepFailure)
      return { ok: false, problems: [{ ...error.problem, severity: 'error' }] };
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, problems: [{ code, severity: 'error', message }] };
  }
}
