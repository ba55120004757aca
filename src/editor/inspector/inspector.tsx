import { useEditor } from '../store/editor-store';
import { GraphInspector } from './graph-inspector';
import styles from './inspector.module.css';
import { NodeInspector } from './node-inspector';
import { SeveralInspector } from './several-inspector';

/** Beside the canvas: the selected node, or the graph as a whole. */
export function Inspector() {
  const selected = useEditor((state) => state.selection.nodes);
  const only = selected.size === 1 ? [...selected][0] : undefined;
  return (
    <aside className={styles.inspector} aria-label="Inspector">
      {only !== undefined ? (
        <NodeInspector key={only} nodeId={only} />
      ) : selected.size > 1 ? (
        <SeveralInspector count={selected.size} />
      ) : (
        <GraphInspector />
      )}
    </aside>
  );
}
