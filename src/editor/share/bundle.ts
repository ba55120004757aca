import type { GraphDocument } from '../../graph/document';
import { formatDocument, parseDocument } from '../../graph/parse';
import type { BundleContents } from '../../worker/api';
import { engine } from '../engine/engine';
import { adoptDataset } from '../store/datasets';
import { download } from '../store/download';
import { useEditor } from '../store/editor-store';
import { fileName } from '../store/file-name';
import { loadModels } from '../store/models';
import { notify } from '../store/notices';

/** What of the user's own a graph needs, and how large it is. */
export interface BundleParts {
  readonly datasets: readonly string[];
  readonly models: readonly string[];
  readonly bytes: number;
}

/** The user's own datasets and models that the parameters of a graph name. */
export function bundleParts(
  document: GraphDocument,
  datasets: readonly { readonly id: string; readonly bytes: number }[],
  models: readonly { readonly id: string; readonly bytes: number }[],
): BundleParts {
  const named = new Set<unknown>();
  for (const node of document.nodes) {
    for (const value of Object.values(node.params)) {
      named.add(value);
      if (typeof value === 'object' && value !== null && 'id' in value) named.add(value.id);
    }
  }
  const used = [datasets, models].map((list) => list.filter(({ id }) => named.has(id)));
  const [own = [], weights = []] = used;
  return {
    datasets: own.map(({ id }) => id),
    models: weights.map(({ id }) => id),
    bytes: [...own, ...weights].reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

/** Downloads a graph with what it needs of the user's own. */
export async function saveBundle(
  document: GraphDocument,
  { datasets, models }: BundleParts,
  onProgress: (bytes: number) => void,
): Promise<void> {
  const graph = formatDocument(document);
  const outcome = await (await engine()).exportBundle({ graph, datasets, models }, onProgress);
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  download(`${fileName(document.title)}.graft.zip`, outcome.value);
}

/** Shows what a bundle holds, before anything of it is stored. */
export async function offerBundle(file: File): Promise<void> {
  const outcome = await (await engine()).inspectBundle(file);
  const parsed = outcome.ok ? parseDocument(outcome.value.graph) : outcome;
  if (!outcome.ok || !parsed.ok || !('document' in parsed)) {
    useEditor.setState({ dialog: { type: 'broken-file', name: file.name, problems: parsed.problems } });
    return;
  }
  const { datasets, models } = outcome.value;
  const { document, problems } = parsed;
  useEditor.setState({
    dialog: {
      type: 'incoming',
      incoming: { source: 'bundle', document, problems, bundle: { file, datasets, models } },
    },
  });
}

/** What a bundle brings with it, and the file that it is in. */
export interface Brought extends Pick<BundleContents, 'datasets' | 'models'> {
  readonly file: File;
}

/** Stores what a bundle brings. What cannot be taken over is told; the graph can be opened all the same. */
export async function takeOver({ file }: Brought, onProgress: (share: number) => void): Promise<void> {
  const outcome = await (await engine()).importBundle(file, (done, total) =>
    onProgress(total === 0 ? 1 : done / total),
  );
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message);
  const { datasets, models, problems } = outcome.value;
  await Promise.all(datasets.map((id) => adoptDataset(id)));
  if (models.length > 0) await loadModels();
  for (const { message, hint } of problems)
    notify({ tone: 'error', lasting: true, text: message, detail: hint });
}
