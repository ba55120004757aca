import { registry } from '../../../nodes/registry';
import { emptyDocument, type GraphDocument } from '../../graph/document';
import { formatDocument, parseDocument } from '../../graph/parse';
import type { Problem } from '../../graph/problem';
import { upgradeNodes } from '../../plan/upgrade';
import { canvasHandle } from '../canvas/canvas-handle';
import { firstTemplate } from '../templates/templates';
import { currentDocument, nothingSelected, useEditor } from './editor-store';
import { record, startHistory } from './history';
import { notify } from './notices';
import { forgetShown } from './run-state';
import { keepRecent, readCurrent, writeCurrent, writeFarewell } from './session-database';

const QUIET_MS = 400;
/** Somebody who edits without a pause is saved this often all the same. */
const LONGEST_UNSAVED_MS = 3000;

let storageFailed = false;

/** Says once that the browser does not let the page store anything. */
function reportStorage(error: unknown): void {
  if (storageFailed) return;
  storageFailed = true;
  notify({
    tone: 'error',
    lasting: true,
    text: 'This browser does not let Graft store your graph.',
    detail: `Save it as a file before you leave the page. (${error instanceof Error ? error.message : String(error)})`,
  });
}

/** Brings back the graph of the last visit, or the first template. Call once. */
export async function restoreSession(): Promise<void> {
  let text: string | undefined;
  try {
    text = await readCurrent();
  } catch (error) {
    reportStorage(error);
  }
  const parsed = text === undefined ? undefined : parseDocument(text);
  if (parsed?.ok) {
    begin(parsed.document, parsed.problems);
  } else {
    if (parsed)
      notify({
        tone: 'error',
        text: 'The graph of the last visit could not be read.',
        detail: parsed.problems[0]?.message,
      });
    begin(firstTemplate()?.document ?? emptyDocument(), []);
    useEditor.setState({ showWelcome: true });
  }
  useEditor.setState({ ready: true });
}

const begin = (document: GraphDocument, fileProblems: readonly Problem[]): void =>
  useEditor.setState({
    history: startHistory(upgradeNodes(document, registry)),
    fileProblems,
    selection: nothingSelected,
  });

/**
 * Puts another graph in the place of the current one, which stays among the recent graphs and one
 * undo away.
 */
export function openDocument(document: GraphDocument, fileProblems: readonly Problem[] = []): void {
  const left = currentDocument();
  if (left.nodes.length > 0) keepRecent(left).catch(reportStorage);
  useEditor.setState((state) => ({
    history: record(state.history, upgradeNodes(document, registry)),
    fileProblems,
    selection: nothingSelected,
    dialog: undefined,
    showWelcome: false,
    run: forgetShown(state.run),
    ...(state.run.status === 'running' ? {} : { resultsOpen: false, resultsTab: undefined }),
  }));
  requestAnimationFrame(() => canvasHandle()?.fitView());
}

/** Saves the graph shortly after each edit and when the page is left. Returns a function that stops it. */
export function autosave(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saved = currentDocument();
  let unsavedSince: number | undefined;
  const save = () => {
    clearTimeout(timer);
    unsavedSince = undefined;
    const document = currentDocument();
    if (document === saved || !useEditor.getState().ready) return;
    saved = document;
    writeCurrent(formatDocument(document)).catch(reportStorage);
  };
  const stop = useEditor.subscribe(
    (state) => state.history.present,
    () => {
      const now = performance.now();
      unsavedSince ??= now;
      clearTimeout(timer);
      timer = setTimeout(save, Math.min(QUIET_MS, unsavedSince + LONGEST_UNSAVED_MS - now));
    },
  );
  const leave = () => {
    if (currentDocument() !== saved) writeFarewell(formatDocument(currentDocument()));
    save();
  };
  const hide = () => document.visibilityState === 'hidden' && save();
  window.addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', hide);
  return () => {
    stop();
    clearTimeout(timer);
    window.removeEventListener('pagehide', leave);
    document.removeEventListener('visibilitychange', hide);
  };
}
