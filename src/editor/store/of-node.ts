import { useCallback, useSyncExternalStore } from 'react';
import { type EditorState, useEditor } from './editor-store';

type Listener = () => void;

const listeners = new Map<string, Set<Listener>>();
let isWatching = false;

/** Tells those of a node whom a change of the editor's state may concern. */
function tell(now: EditorState, before: EditorState): void {
  const [plan, planBefore] = [now.analysis?.plan, before.analysis?.plan];
  const isForAll =
    now.run !== before.run ||
    now.history.present.wires !== before.history.present.wires ||
    plan?.steps !== planBefore?.steps;
  if (!isForAll && plan?.nodes === planBefore?.nodes) return;
  for (const [id, some] of listeners) {
    if (isForAll || plan?.nodes[id] !== planBefore?.nodes[id]) for (const listener of some) listener();
  }
}

function subscribe(nodeId: string, listener: Listener): () => void {
  if (!isWatching) useEditor.subscribe(tell);
  isWatching = true;
  const some = listeners.get(nodeId) ?? new Set();
  listeners.set(nodeId, some.add(listener));
  return () => {
    some.delete(listener);
    if (some.size === 0 && listeners.get(nodeId) === some) listeners.delete(nodeId);
  };
}

/**
 * As `useEditor`, for what follows from the wires, the runs, the steps of the plan and what the plan knows of
 * this one node. Thousands of cards may be on the page: an edit asks only those that it concerns.
 */
export function useOfNode<T>(nodeId: string, selector: (state: EditorState) => T): T {
  const subscribeHere = useCallback((listener: Listener) => subscribe(nodeId, listener), [nodeId]);
  return useSyncExternalStore(subscribeHere, () => selector(useEditor.getState()));
}
