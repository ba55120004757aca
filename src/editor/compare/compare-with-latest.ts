import { listVersions } from '../library/library';
import { useEditor } from '../store/editor-store';
import type { Side } from './sides';

/** Opens the comparison with the last version of the open graph, where it has one; others and files are chosen there. */
export async function compareWithLatest(): Promise<void> {
  const { graphId } = useEditor.getState();
  const [version] = await listVersions(graphId).catch(() => []);
  const before: Side = version ? { type: 'version', graph: graphId, id: version.id } : { type: 'none' };
  useEditor.setState({ dialog: { type: 'compare', before, after: { type: 'current' } } });
}
