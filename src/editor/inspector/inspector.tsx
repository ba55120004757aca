import { useEditor } from '../store/editor-store';
import { GraphInspector } from './graph-inspector';
import styles from './inspector.module.css';
import { NodeInspector } from './node-inspector';
import { SeveralInspector } from './several-inspector';
import { WireInspector } from './wire-inspector';

/** Beside the canvas: the selected node, or the graph as a whole. */
export function Inspector() {
  const selected = useEditor((state) => state.selection.nodes);
  const wires = useEditor((state) => state.selection.wires);
  const onlyWire = selected.size === 0 && wires.size === 1 ? [...wires][0] : undefined;
  const only = selected.size === 1 ? [...selected][0] : undefined;
  return (
    <aside className={styles.inspector} aria-label="Inspector">
      {only !== undefined ? (
        <NodeInspector key={only} nodeId={only} />
      ) : selected.size > 1 ? (
        <SeveralInspector count={selected.size} />
      ) : onlyWire !== undefined ? (
        <WireInspector wireId={onlyWire} />
      ) : (
        <GraphInspector />
      )}
    </aside>
  );
}
