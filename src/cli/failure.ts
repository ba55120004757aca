import { describeProblem, type Problem } from '../graph/problem';

/** The process's exit codes. */
export const EXIT = { done: 0, runFailed: 1, badInput: 2 } as const;

/** A bad graph or bad arguments: ends the process with code 2. */
export class BadInput extends Error {
  constructor(problems: readonly Problem[] | string) {
    super(typeof problems === 'string' ? problems : formatProblems(problems));
    this.name = 'BadInput';
  }
}

export const formatProblems = (problems: readonly Problem[]): string =>
  problems.map((problem) => `${problem.severity}: ${describeProblem(problem)}`).join('\n');
