import type { RunEvent } from '../engine/events';

/** Milliseconds between two `batch` events: a head on stored features makes thousands a second. */
const INTERVAL_MS = 40;

/** Drops `batch` events that come too fast for anybody to see; all others pass, in order. */
export function thinOut(emit: (event: RunEvent) => void, now: () => number): (event: RunEvent) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (event) => {
    if (event.type === 'batch') {
      if (now() - last < INTERVAL_MS) return;
      last = now();
    }
    emit(event);
  };
}
