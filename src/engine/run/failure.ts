import type { Problem } from '../../graph/problem';
import type { Executed } from '../steps/output';

/** An expected failure that knows its problem; the runner adds the node. */
export class StepFailure extends Error {
  readonly problem: Omit<Problem, 'nodeId' | 'severity'>;
  /** What the step had reached before it failed, where that is of use. */
  readonly salvaged: Executed | undefined;

  constructor(problem: Omit<Problem, 'nodeId' | 'severity'>, salvaged?: Executed) {
    super(problem.message);
    this.name = 'StepFailure';
    this.problem = problem;
    this.salvaged = salvaged;
  }
}

/** The user stopped the run. Not an error. */
export class Cancelled extends Error {
  constructor() {
    super('The run was cancelled.');
    this.name = 'Cancelled';
  }
}

/** The user paused the run, and the step that was running saved its state. Not an error. */
export class Paused extends Error {
  constructor() {
    super('The run was paused.');
    this.name = 'Paused';
  }
}

export function stopIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new Cancelled();
}

/** Turns whatever a step threw into a problem on its node. */
export function asProblem(error: unknown, nodeId: string | undefined): Problem {
  if (error instanceof StepFailure) return { ...error.problem, severity: 'error', nodeId };
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'run/unexpected',
    severity: 'error',
    nodeId,
    message,
    hint: OUT_OF_MEMORY.test(message)
      ? 'The machine ran out of memory: lower the batch size, the input size or the number of images.'
      : 'If it happens again, try another backend, and report it with the graph.',
  };
}

const OUT_OF_MEMORY = /out of memory|allocation failed|Array buffer allocation|memory access out of bounds/i;
