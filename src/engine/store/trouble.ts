import type { Problem } from '../../graph/problem';

/** Why something could not be stored. Never an error: a run goes on without. */
export type Trouble = Omit<Problem, 'nodeId'>;

const FULL = new Set(['QuotaExceededError', 'ENOSPC', 'EDQUOT']);

export const storeFull: Trouble = {
  code: 'store/full',
  severity: 'warning',
  message: 'The storage for results is full, so some results of this run are kept in memory only.',
  hint: 'Clear stored results that you no longer need; until then they are computed again after a reload.',
};

/** What a failed access to the store means for the user. */
export function troubleOf(error: unknown): Trouble {
  const { name, code, message } = error as { name?: string; code?: string; message?: string };
  if (FULL.has(name ?? '') || FULL.has(code ?? '')) return storeFull;
  return {
    code: 'store/denied',
    severity: 'warning',
    message: `Results cannot be stored here (${message || name || 'access was denied'}), so they are kept in memory only.`,
    hint: 'The run is not affected, but the next one computes everything again. Private windows and strict settings forbid storage; a folder may be write-protected.',
  };
}

export const isFull = (error: unknown): boolean => troubleOf(error) === storeFull;
