import { looksLikeBlock } from '../../graph/blocks/read';
import { emptyDocument, type GraphDocument } from '../../graph/document';
import { MAX_TEXT } from '../../graph/limits';
import { formatDocument, type Parsed } from '../../graph/parse';
import { importBlock } from '../blocks/block-actions';
import { t } from '../language/t';
import { isZip, readGraphFile } from '../picture/read-graph-file';
import { offerBundle } from '../share/bundle';
import { isOwn, rememberOwn } from '../share/own-files';
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
  rememberOwn(document_);
}

/** Lets the user pick a graph file and opens it. */
export const pickFile = (): void => pick((file) => void openFile(file));

/** Lets the user pick a graph file, to do something else than open it. */
export const pickGraph = (use: (graph: GraphDocument, name: string) => void): void =>
  pick(async (file) => {
    const parsed = await readGraphFile(file);
    if (parsed.ok) use(parsed.document, file.name);
    else
      notify({
        tone: 'error',
        text: t('"{name}" holds no graph.', { name: file.name }),
        detail: parsed.problems[0]?.message,
      });
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
 * Opens a graph file. One that is no graph is explained, and the current graph stays. What it is and what
 * it would load is shown first, unless this browser wrote the file itself: whoever goes back to a file just
 * saved has seen it, and a question that is always answered with yes is not read when it matters.
 */
export async function openFile(file: File): Promise<void> {
  if (await isZip(file)) return offerBundle(file);
  const parsed = await readGraphFile(file);
  if (!parsed.ok) {
    const text = await file.slice(0, MAX_TEXT).text();
    return looksLikeBlock(text) ? importBlock(text) : showBroken(file.name, parsed.problems);
  }
  if (!isOwn(parsed.document)) {
    const { document, problems } = parsed;
    const source = /\.(png|svg)$/i.test(file.name) ? 'picture' : 'file';
    useEditor.setState({ dialog: { type: 'incoming', incoming: { source, document, problems } } });
    return;
  }
  const left = openDocument(parsed.document, { fileProblems: parsed.problems });
  notify({
    tone: 'success',
    text: t('Opened "{title}".', { title: parsed.document.title }),
    action: wayBack(left),
  });
}

const showBroken = (name: string, problems: Parsed['problems']): void =>
  useEditor.setState({ dialog: { type: 'broken-file', name, problems } });

export function newGraph(): void {
  const left = openDocument(emptyDocument());
  notify({
    tone: 'info',
    text: t('A new graph. The previous one is in your library.'),
    action: wayBack(left),
  });
}

/** The action of a notice that leads back to the graph before. */
export const wayBack = (left: Left | undefined): Notice['action'] =>
  left && { label: t('Back to “{value}”', { value: left.title.slice(0, 40) }), run: left.goBack };
