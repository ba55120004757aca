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

/** Every state that undo and redo lead to, oldest first, and the place of the present among them. */
export const timeline = <T>({ past, present, future }: History<T>) => ({
  states: [...past, present, ...future],
  place: past.length,
});

/** Goes to the state at this place of the timeline; a place that is not on it leaves all as it is. */
export function goTo<T>(history: History<T>, place: number): History<T> {
  const { states, place: now } = timeline(history);
  const present = states[place];
  if (present === undefined || place === now) return history;
  return { past: states.slice(0, place), present, future: states.slice(place + 1) };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future };
}
