import { Suspense } from 'react';
import { GroupLink } from '../groups/group-link';
import { t } from '../language/t';
import { soon } from '../loading/soon';
import { useEditor } from '../store/editor-store';
import { selectedGroup } from '../store/groups';
import { GraphInspector } from './graph-inspector';
import styles from './inspector.module.css';
import { SeveralInspector } from './several-inspector';
import { WireInspector } from './wire-inspector';

const NodeInspector = soon(() => import('./node-inspector').then((all) => all.NodeInspector));

const GroupInspector = soon(() => import('../groups/group-inspector').then((all) => all.GroupInspector));

/** Beside the canvas: the selected node, or the graph as a whole. */
export function Inspector() {
  const selected = useEditor((state) => state.selection.nodes);
  const wires = useEditor((state) => state.selection.wires);
  const onlyWire = selected.size === 0 && wires.size === 1 ? [...wires][0] : undefined;
  const only = selected.size === 1 ? [...selected][0] : undefined;
  const group = useEditor(selectedGroup);
  // One node in a frame is a node; on a card it is all there is to see of its group.
  const isGroup = group && (group.collapsed || group.members.length > 1);
  return (
    <aside className={styles.inspector} data-region="settings" aria-label={t('Inspector')}>
      {isGroup ? (
        <Suspense>
          <GroupInspector key={group.id} group={group} />
        </Suspense>
      ) : only !== undefined ? (
        <>
          <GroupLink nodeId={only} />
          <Suspense>
            <NodeInspector key={only} nodeId={only} />
          </Suspense>
        </>
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
