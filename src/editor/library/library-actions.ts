import { emptyDocument } from '../../graph/document';
import { t } from '../language/t';
import { setTitle } from '../store/edit';
import { useEditor } from '../store/editor-store';
import { notify } from '../store/notices';
import { reportStorage } from '../store/saving';
import { openDocument, openGraph } from '../store/session';
import type { GraphRecord } from './graph-record';
import { listGraphs, moveToTrash, readGraph, restoreFromTrash, saveGraph } from './library';

export async function renameGraph(id: string, title: string): Promise<void> {
  if (id === useEditor.getState().graphId) {
    setTitle(title);
    return;
  }
  const stored = await readGraph(id);
  if (!stored?.parsed.ok) return;
  const document = { ...stored.parsed.document, title: title.slice(0, 500) };
  await saveGraph({ id, document, base: stored.record.revision });
}

export async function duplicateGraph(id: string): Promise<void> {
  const stored = await readGraph(id);
  if (!stored?.parsed.ok) return;
  const { document } = stored.parsed;
  await saveGraph({
    id: crypto.randomUUID(),
    document: { ...document, title: t('{title} (copy)', { title: document.title }) },
    folder: stored.record.folder,
  });
}

/** The open graph makes way for the one that was open before it. */
export async function trashGraph({ id, title }: GraphRecord): Promise<void> {
  if (id === useEditor.getState().graphId) {
    const next = (await listGraphs()).find((graph) => graph.trashedAt === undefined && graph.id !== id);
    if (next) await openGraph(next.id);
    else openDocument(emptyDocument());
    useEditor.setState({ dialog: { type: 'library' } });
  }
  await moveToTrash(id);
  notify({
    tone: 'info',
    text: t('“{title}” is in the trash.', { title }),
    action: { label: t('Restore'), run: () => restoreFromTrash(id).catch(reportStorage) },
  });
}
