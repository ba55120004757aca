import type { Problem } from '../../graph/problem';

/** A model that cannot be read, as data: what is wrong and what to do about it. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly problem: Problem;
  constructor(code: string, message: string, detail: Pick<Problem, 'expected' | 'received' | 'hint'> = {}) {
    super(message);
    this.problem = { code: `model/${code}`, severity: 'error', message, ...detail };
  }
}
