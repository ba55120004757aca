import { emptyDocument } from '../../graph/document';
import { formatDocument, parseDocument } from '../../graph/parse';
import { download } from './download';
import { currentDocument, useEditor } from './editor-store';
import { notify } from './notices';
import { openDocument } from './session';

/** Larger than any graph by far: what is larger was picked by mistake. */
const LARGEST_BYTES = 50_000_000;

/** Downloads the graph as a file. */
export function saveFile(): void {
  const document_ = currentDocument();
  const content = new Blob([formatDocument(document_)], { type: 'application/json' });
  download(`${fileName(document_.title)}.graft.json`, content);
}

/** A title as a file name: letters and digits of any script, the rest as dashes. */
export const fileName = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80) || 'graph';

/** Lets the user pick a graph file and opens it. */
export function pickFile(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file) void openFile(file);
  });
  input.click();
}

/** Opens a graph file. One that is no graph is explained, and the current graph stays. */
export async function openFile(file: File): Promise<void> {
  if (file.size > LARGEST_BYTES) {
    return showBroken(file.name, [
      {
        code: 'file/too-large',
        severity: 'error',
        message: 'The file is far too large to be a graph.',
        hint: 'To train on your images, drop them on a Dataset node.',
      },
    ]);
  }
  const parsed = parseDocument(await file.text());
  if (!parsed.ok) return showBroken(file.name, parsed.problems);
  openDocument(parsed.document, parsed.problems);
  notify({ tone: 'success', text: `Opened "${parsed.document.title}".` });
}

const showBroken = (
  name: string,
  problems: Extract<ReturnType<typeof parseDocument>, { ok: false }>['problems'],
): void => useEditor.setState({ dialog: { type: 'broken-file', name, problems } });

export function newGraph(): void {
  openDocument(emptyDocument());
  notify({ tone: 'info', text: 'A new graph. The previous one is among your recent graphs.' });
}
