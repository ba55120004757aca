/**
 * A problem is data, not an exception: it sits on the node that causes it, names the
 * port or parameter at fault and says how to mend it (shared by validation, compiler and engine).
 */
export interface Problem {
  /** Stable machine name, e.g. `param/out-of-range`. */
  readonly code: string;
  /** `error` blocks a run; `warning` does not; `info` teaches. */
  readonly severity: 'error' | 'warning' | 'info';
  /** The node at fault; absent when the document as a whole is. */
  readonly nodeId?: string;
  readonly port?: string;
  readonly param?: string;
  /** One sentence: what is wrong. */
  readonly message: string;
  readonly expected?: string;
  readonly received?: string;
  /** One sentence: what to do about it. */
  readonly hint?: string;
}

export const hasErrors = (problems: readonly Problem[]): boolean =>
  problems.some((problem) => problem.severity === 'error');

/** Renders a problem as text, for terminals and tooltips. */
export function describeProblem(problem: Problem): string {
  const place = [
    problem.nodeId && `node "${problem.nodeId}"`,
    problem.port && `port "${problem.port}"`,
    problem.param && `parameter "${problem.param}"`,
  ].filter(Boolean);
  const detail = [
    problem.expected && `Expected ${problem.expected}.`,
    problem.received && `Received ${problem.received}.`,
    problem.hint,
  ].filter(Boolean);
  return [`${place.length > 0 ? `${place.join(', ')}: ` : ''}${problem.message}`, ...detail].join(' ');
}
