import { emptyDocument, type GraphDocument } from '../../graph/document';
import { formatDocument, type Parsed } from '../../graph/parse';
import { isZip, readGraphFile } from '../picture/read-graph-file';
import { offerBundle } from '../share/bundle';
import { loadsFromElsewhere } from '../share/what-it-loads';
import { download } from './download';
import { currentDocument, useEditor } from './editor-store';
import { fileName } from './file-name';
import { type Notice, notify } from './notices';
import { type Left, openDocument } from './session';

/** Downloads the graph as a file. */
export function saveFile(): void {
  const document_ = currentDocument();
  const content = new Blob([formatDocument(document_)], { type: 'application/json' });
  download(`${fileName(document_.title)}.graft.json`, content);
}

/** Lets the user pick a graph file and opens it. */
export const pickFile = (): void => pick((file) => void openFile(file));

/** Lets the user pick a graph file, to do something else than open it. */
export const pickGraph = (use: (graph: GraphDocument, name: string) => void): void =>
  pick(async (file) => {
    const parsed = await readGraphFile(file);
    if (parsed.ok) use(parsed.document, file.name);
    else
      notify({ tone: 'error', text: `"${file.name}" holds no graph.`, detail: parsed.problems[0]?.message });
  });

function pick(use: (file: File) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,.png,.svg,.zip';
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file) use(file);
  });
  input.click();
}

/**
 * Opens a graph file. One that is no graph is explained, and the current graph stays; one that would load
 * something from an address is shown first.
 */
export async function openFile(file: File): Promise<void> {
  if (await isZip(file)) return offerBundle(file);
  const parsed = await readGraphFile(file);
  if (!parsed.ok) return showBroken(file.name, parsed.problems);
  if (loadsFromElsewhere(parsed.document)) {
    const { document, problems } = parsed;
    const source = /\.(png|svg)$/i.test(file.name) ? 'picture' : 'file';
    useEditor.setState({ dialog: { type: 'incoming', incoming: { source, document, problems } } });
    return;
  }
  const left = openDocument(parsed.document, { fileProblems: parsed.problems });
  notify({ tone: 'success', text: `Opened "${parsed.document.title}".`, action: wayBack(left) });
}

const showBroken = (name: string, problems: Parsed['problems']): void =>
  useEditor.setState({ dialog: { type: 'broken-file', name, problems } });

export function newGraph(): void {
  const left = openDocument(emptyDocument());
  notify({ tone: 'info', text: 'A new graph. The previous one is in your library.', action: wayBack(left) });
}

/** The action of a notice that leads back to the graph before. */
export const wayBack = (left: Left | undefined): Notice['action'] =>
  left && { label: `Back to “${left.title.slice(0, 40)}”`, run: left.goBack };
