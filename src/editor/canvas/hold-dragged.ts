import type { NodeChange } from '@xyflow/react';
import { holdLevel } from '../arrange/guides';
import { boxOf } from './box-of';
import { showGuides } from './guides';
import type { FlowNode } from './to-flow';
import { useViewPreferences } from './view-preferences';

/** In the document's units; about as far as a hand trembles. */
const REACH = 6;

/** The node that is dragged alone. */
let held: string | undefined;

/** Changes of nodes in which one that is dragged alone is held where it is level with another of `nodes`. */
export function holdDragged(
  changes: NodeChange<FlowNode>[],
  nodes: readonly FlowNode[],
): NodeChange<FlowNode>[] {
  const [change] = changes;
  if (changes.length !== 1 || change?.type !== 'position' || !change.position) return changes;
  // The last change of a drag says where the pointer is, too; arrow keys move a node without any drag.
  const isDrag = change.dragging === true || held === change.id;
  held = change.dragging ? change.id : undefined;
  const { snap, guides } = useViewPreferences.getState();
  const dragged = isDrag && !snap && guides ? nodes.find(({ id }) => id === change.id) : undefined;
  if (!dragged) {
    showGuides([]);
    return changes;
  }
  const others = nodes.filter(({ id }) => id !== change.id).map(boxOf);
  const { place, guides: lines } = holdLevel({ ...boxOf(dragged), ...change.position }, others, REACH);
  showGuides(change.dragging ? lines : []);
  return [{ ...change, position: place }];
}
