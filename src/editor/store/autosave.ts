import { registry } from '../../../nodes/registry';
import { upgradeNodes } from '../../plan/upgrade';
import { onChange } from '../library/changes';
import { readGraph } from '../library/library';
import { useEditor } from './editor-store';
import { writeFarewell } from './farewell';
import { record } from './history';
import { isStored, learnRevision, markStored, reportStorage, revisionOf, save } from './saving';

const QUIET_MS = 400;
/** Somebody who edits without a pause is saved this often all the same. */
const LONGEST_UNSAVED_MS = 3000;

/**
 * Saves the current graph shortly after each edit and when the page is left, and follows what other tabs
 * save of it. Returns a function that stops it.
 */
export function autosave(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unsavedSince: number | undefined;
  const saveNow = () => {
    clearTimeout(timer);
    unsavedSince = undefined;
    const { graphId, history, ready } = useEditor.getState();
    if (ready && !isStored(graphId, history.present)) void save({ id: graphId, document: history.present });
  };
  const stopWatching = useEditor.subscribe(
    (state) => [state.graphId, state.history.present] as const,
    ([id, document]) => {
      if (isStored(id, document)) return;
      useEditor.setState({ saveState: 'unsaved', untouched: undefined });
      const now = performance.now();
      unsavedSince ??= now;
      clearTimeout(timer);
      timer = setTimeout(saveNow, Math.min(QUIET_MS, unsavedSince + LONGEST_UNSAVED_MS - now));
    },
    { equalityFn: ([a, b], [c, d]) => a === c && b === d },
  );
  const leave = () => {
    const { graphId: graph, history, saveState } = useEditor.getState();
    const isChanged = !isStored(graph, history.present);
    if (saveState !== 'saved' || isChanged) {
      writeFarewell({ graph, base: revisionOf(graph), text: JSON.stringify(history.present) });
    }
    saveNow();
  };
  const hide = () => document.visibilityState === 'hidden' && saveNow();
  const stopFollowing = onChange(({ id, revision }, here) => {
    if (!here && revision !== undefined) follow(id, revision).catch(reportStorage);
  });
  window.addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', hide);
  return () => {
    stopWatching();
    stopFollowing();
    clearTimeout(timer);
    window.removeEventListener('pagehide', leave);
    document.removeEventListener('visibilitychange', hide);
  };
}

/** Another tab saved a graph: where it is open here and nothing is unsaved, it shows what was saved. */
async function follow(id: string, revision: string): Promise<void> {
  const isIdle = () => {
    const { graphId, history } = useEditor.getState();
    return graphId === id && isStored(id, history.present) && revisionOf(id) !== revision;
  };
  if (!isIdle()) return;
  const stored = await readGraph(id);
  if (!stored?.parsed.ok || !isIdle()) return;
  const document = upgradeNodes(stored.parsed.document, registry);
  learnRevision(id, stored.record.revision);
  markStored(id, document);
  useEditor.setState((state) => ({ history: record(state.history, document) }));
}
