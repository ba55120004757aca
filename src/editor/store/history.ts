/** Undo and redo over immutable values. Edits of one group (a slider drag) are one step. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** The group that the last edit belongs to, until something settles it. */
  readonly group?: string;
}

const LONGEST = 200;

export const startHistory = <T>(present: T): History<T> => ({ past: [], present, future: [] });

/** Makes `next` the present. An edit of the same group as the last one extends that step. */
export function record<T>(history: History<T>, next: T, group?: string): History<T> {
  if (Object.is(next, history.present)) return history;
  if (group !== undefined && group === history.group && history.future.length === 0) {
    return { ...history, present: next };
  }
  return { past: [...history.past, history.present].slice(-LONGEST), present: next, future: [], group };
}

/** Ends the group: the next edit is a step of its own, whatever its group. */
export const settle = <T>(history: History<T>): History<T> =>
  history.group === undefined ? history : { ...history, group: undefined };

export function undo<T>(history: History<T>): History<T> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
  };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future };
}
