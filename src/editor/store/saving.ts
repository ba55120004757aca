import { diffGraphs, isEmptyDiff } from '../../graph/diff';
import type { GraphDocument } from '../../graph/document';
import { t } from '../language/t';
import type { GraphRecord } from '../library/graph-record';
import { readGraph, type SaveRequest, saveGraph } from '../library/library';
import { useEditor } from './editor-store';
import { dropFarewell } from './farewell';
import { record } from './history';
import { rememberOpened } from './last-opened';
import { notify } from './notices';

/** What this tab knows to be stored of each graph. */
const revisions = new Map<string, string>();
const storedDocuments = new Map<string, GraphDocument>();
/** One after the other: each save is made over the revision that the one before it gave. */
let queue: Promise<void> = Promise.resolve();
/** Of several graphs, too: while one is left and another opened, both are on their way. */
let savesUnderWay = 0;
let storageFailed = false;

export const revisionOf = (id: string): string | undefined => revisions.get(id);

export function learnRevision(id: string, revision: string | undefined): void {
  if (revision === undefined) revisions.delete(id);
  else revisions.set(id, revision);
}

/** Is this what was last saved or read of the graph? */
export const isStored = (id: string, document: GraphDocument): boolean =>
  storedDocuments.get(id) === document;

export const markStored = (id: string, document: GraphDocument): void => {
  storedDocuments.set(id, document);
};

/** Says once that the browser does not let the page store anything. */
export function reportStorage(error: unknown): void {
  useEditor.setState({ saveState: 'failed' });
  if (storageFailed) return;
  storageFailed = true;
  notify({
    tone: 'error',
    lasting: true,
    text: t('This browser does not let Graft store your graph.'),
    detail: t('Save it as a file before you leave the page. ({message})', {
      message: error instanceof Error ? error.message : String(error),
    }),
  });
}

/** Stores a graph of this tab. Never rejects: what goes wrong is told to the user. */
export function save(request: Omit<SaveRequest, 'base'>): Promise<void> {
  storedDocuments.set(request.id, request.document);
  useEditor.setState({ saveState: 'saving' });
  savesUnderWay++;
  queue = queue
    .then(() => write(request))
    .catch((error: unknown) => {
      // Not stored after all: the next edit, and leaving the page, try again.
      storedDocuments.delete(request.id);
      reportStorage(error);
    })
    .finally(() => savesUnderWay--);
  return queue;
}

async function write(request: Omit<SaveRequest, 'base'>): Promise<void> {
  const { id, document } = request;
  const saved = await saveGraph({ ...request, base: revisions.get(id) });
  if (saved.ok) revisions.set(id, saved.revision);
  else await keepBoth(id, document, saved.conflict);
  // What was edited while this was written is not stored yet, and a farewell must not be given up for it.
  const { graphId, history } = useEditor.getState();
  if (savesUnderWay > 1 || !isStored(id, document) || (graphId === id && history.present !== document))
    return;
  dropFarewell();
  useEditor.setState({ saveState: 'saved' });
}

/** Another tab saved the same graph meanwhile: its work stays, and what was done here becomes a graph of its own. */
async function keepBoth(id: string, document: GraphDocument, theirs: GraphRecord): Promise<void> {
  const stored = await readGraph(id);
  if (stored?.parsed.ok && isEmptyDiff(diffGraphs(stored.parsed.document, document))) {
    revisions.set(id, stored.record.revision);
    return;
  }
  const copy = crypto.randomUUID();
  const title = t('{title} (second version)', { title: document.title });
  const saved = await saveGraph({ id: copy, document: { ...document, title }, folder: theirs.folder });
  if (!saved.ok) throw new Error(t('"{title}" could not be stored.', { title }));
  revisions.set(copy, saved.revision);
  moveTab(id, copy, title);
  notify({
    tone: 'info',
    lasting: true,
    text: t('"{title}" was also changed in another tab. Both are kept.', { title: document.title }),
    detail: t('What you did here is now "{title}", in the library beside the other one.', { title }),
    action: {
      label: t('Compare'),
      run: () =>
        useEditor.setState({
          dialog: { type: 'compare', before: { type: 'graph', id }, after: { type: 'graph', id: copy } },
        }),
    },
  });
}

/** The tab goes on with the copy, with its undo and with what was edited meanwhile. */
function moveTab(from: string, to: string, title: string): void {
  useEditor.setState((state) => {
    if (state.graphId !== from) return {};
    rememberOpened(to);
    return { graphId: to, history: record(state.history, { ...state.history.present, title }) };
  });
}
