import { useEditor } from '../store/editor-store';
import { keepVersion, readGraph } from './library';

/** Keeps a graph as it is now as a version with a name, which always stays. */
export async function keepNow(graph: string, name: string): Promise<void> {
  const { graphId, history } = useEditor.getState();
  const parsed = graph === graphId ? undefined : (await readGraph(graph))?.parsed;
  const document = graph === graphId ? history.present : parsed?.ok ? parsed.document : undefined;
  if (document) await keepVersion(graph, document, name);
}
