import { t } from '../language/t';
import { listGraphs } from '../library/library';
import { wayBack } from '../store/files';
import { notify } from '../store/notices';
import { openDocument, openGraph } from '../store/session';
import type { Template } from './template';

/** Opens a template as a new graph, or the copy of it that nobody has changed yet. */
export async function openTemplate({ id, document }: Template): Promise<void> {
  const graphs = await listGraphs().catch(() => []);
  const copy = graphs.find((graph) => graph.untouched === id && graph.trashedAt === undefined);
  const left = copy ? await openGraph(copy.id) : openDocument(document, { template: id });
  if (left)
    notify({
      tone: 'success',
      text: t('Opened "{title}".', { title: document.title }),
      action: wayBack(left),
    });
}
