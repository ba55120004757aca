import { registry } from '../../../nodes/registry';
import { emptyDocument, type GraphDocument } from '../../graph/document';
import { parseDocument } from '../../graph/parse';
import type { Problem } from '../../graph/problem';
import { upgradeNodes } from '../../plan/upgrade';
import { canvasHandle } from '../canvas/canvas-handle';
import { t } from '../language/t';
import { adoptFormerSession } from '../library/former-session';
import { deleteForever, listGraphs, listVersions, markOpened, readGraph } from '../library/library';
import { firstTemplate } from '../templates/template';
import { nothingSelected, useEditor } from './editor-store';
import { farewells } from './farewell';
import { type History, record, startHistory } from './history';
import { lastOpened, rememberOpened } from './last-opened';
import { notify } from './notices';
import { forgetShown } from './run-state';
import { isStored, learnRevision, markStored, reportStorage, revisionOf, save } from './saving';

/** Undo of graphs that were open in this tab before, as long as nobody else changed them. */
const histories = new Map<string, History<GraphDocument>>();

/** Brings back the graph of the last visit, or the first template. Call once. */
export async function restoreSession(): Promise<void> {
  try {
    const adopted = await adoptFormerSession();
    const recovered = await adoptFarewells();
    const wanted = [lastOpened(), recovered, adopted].filter((id) => id !== undefined);
    const isOpen = (await restoreFirst(wanted)) || (await restoreFirst(await newestGraphs()));
    if (!isOpen) startFresh();
  } catch (error) {
    reportStorage(error);
    startFresh();
  }
  useEditor.setState({ ready: true });
}

async function restoreFirst(ids: readonly string[]): Promise<boolean> {
  for (const id of ids) if (await restore(id)) return true;
  return false;
}

const newestGraphs = async (): Promise<readonly string[]> =>
  (await listGraphs()).filter((graph) => graph.trashedAt === undefined).map(({ id }) => id);

/** Stores what pages that were closed had no time to. Returns the last graph that this brought. */
async function adoptFarewells(): Promise<string | undefined> {
  let last: string | undefined;
  for (const { farewell, drop } of farewells()) {
    const parsed = parseDocument(farewell.text);
    if (parsed.ok) {
      last = farewell.graph;
      learnRevision(farewell.graph, farewell.base);
      await save({ id: farewell.graph, document: parsed.document });
    }
    drop();
  }
  return last;
}

async function restore(id: string): Promise<boolean> {
  const stored = await readGraph(id);
  if (!stored) return false;
  const { parsed, record: graph } = stored;
  if (!parsed.ok) {
    notify({
      tone: 'error',
      text: t('"{title}" could not be read. It is still in the library.', { title: graph.title }),
      detail: parsed.problems[0]?.message,
    });
    return false;
  }
  learnRevision(id, graph.revision);
  begin(id, parsed.document, parsed.problems, graph.untouched);
  return true;
}

function startFresh(): void {
  const template = firstTemplate();
  begin(crypto.randomUUID(), template?.document ?? emptyDocument(), [], template?.id);
  useEditor.setState({ showWelcome: true });
}

function begin(
  id: string,
  document: GraphDocument,
  fileProblems: readonly Problem[],
  untouched?: string,
): void {
  const upgraded = upgradeNodes(document, registry);
  markStored(id, upgraded);
  rememberOpened(id);
  useEditor.setState({
    graphId: id,
    untouched,
    history: startHistory(upgraded),
    fileProblems,
    selection: nothingSelected,
  });
}

/** Leads back to the graph that was left. */
export interface Left {
  readonly title: string;
  readonly goBack: () => void;
}

interface OpenOptions {
  readonly fileProblems?: readonly Problem[];
  readonly folder?: string;
  /** The template that it is a copy of. */
  readonly template?: string;
}

/**
 * Opens a graph as a new one of the library; the one that was open stays there as it is. Returns the
 * way back, unless there is nothing to go back to.
 */
export function openDocument(
  document: GraphDocument,
  { fileProblems = [], folder, template }: OpenOptions = {},
): Left | undefined {
  const left = leave();
  const id = crypto.randomUUID();
  const upgraded = upgradeNodes(document, registry);
  show(id, startHistory(upgraded), fileProblems, template);
  void save({ id, document: upgraded, folder, untouched: template });
  return left;
}

/** Opens a graph of the library. Returns the way back, or nothing when the graph is not readable. */
export async function openGraph(id: string): Promise<Left | undefined> {
  if (id === useEditor.getState().graphId) {
    useEditor.setState({ dialog: undefined });
    return undefined;
  }
  const stored = await readGraph(id);
  if (!stored?.parsed.ok) {
    notify({
      tone: 'error',
      text: t('This graph could not be opened.'),
      detail: stored ? stored.parsed.problems[0]?.message : t('It was deleted in another tab.'),
    });
    return undefined;
  }
  const { record: graph, parsed } = stored;
  const left = leave();
  const before = histories.get(id);
  const history =
    before && revisionOf(id) === graph.revision
      ? before
      : startHistory(upgradeNodes(parsed.document, registry));
  learnRevision(id, graph.revision);
  markStored(id, history.present);
  show(id, history, parsed.problems, graph.untouched);
  markOpened(id).catch(reportStorage);
  return left;
}

/** Ends the work on the current graph: what is unsaved of it is saved. */
function leave(): Left | undefined {
  const { graphId: id, history, untouched } = useEditor.getState();
  const document = history.present;
  // The template of a first visit is stored only now: until it is left, there is nothing to come back to.
  const isNew = revisionOf(id) === undefined;
  if (isNew || !isStored(id, document)) void save({ id, document, untouched });
  histories.set(id, history);
  const isEmpty = document.nodes.length === 0 && document.description === '';
  if (isEmpty && history.past.length + history.future.length === 0) {
    removeIfEmpty(id).catch(reportStorage);
    return undefined;
  }
  if (isEmpty) return undefined;
  return { title: document.title, goBack: () => void openGraph(id) };
}

/** A new graph that nobody did anything with is not worth a place in the library. */
async function removeIfEmpty(id: string): Promise<void> {
  await save({ id, document: emptyDocument() });
  if ((await listVersions(id)).length === 0) await deleteForever([id]);
}

function show(
  id: string,
  history: History<GraphDocument>,
  fileProblems: readonly Problem[],
  untouched: string | undefined,
): void {
  rememberOpened(id);
  canvasHandle()?.expect(history.present);
  useEditor.setState((state) => ({
    graphId: id,
    untouched,
    history,
    fileProblems,
    selection: nothingSelected,
    dialog: undefined,
    showWelcome: false,
    run: forgetShown(state.run),
    ...(state.run.status === 'running' ? {} : { resultsOpen: false, resultsTab: undefined }),
  }));
  requestAnimationFrame(() => canvasHandle()?.fitView());
}

/** Puts another document in the place of the current graph's, one undo away from what was. */
export function replaceDocument(document: GraphDocument): void {
  useEditor.setState((state) => ({
    history: record(state.history, upgradeNodes(document, registry)),
    selection: nothingSelected,
    dialog: undefined,
  }));
}
