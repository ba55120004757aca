import { useShallow } from 'zustand/react/shallow';
import type { Wire } from '../../graph/document';
import type { EditorState } from '../store/editor-store';
import { useOfNode } from '../store/of-node';

const NONE: readonly Wire[] = [];
const indexes = new WeakMap<readonly Wire[], ReadonlyMap<string, readonly Wire[]>>();

/** The wires that enter or leave a node. Every node asks, so all are sorted out at once. */
export function wiresAt(wires: readonly Wire[], nodeId: string): readonly Wire[] {
  const index = indexes.get(wires) ?? indexWires(wires);
  indexes.set(wires, index);
  return index.get(nodeId) ?? NONE;
}

function indexWires(wires: readonly Wire[]): ReadonlyMap<string, readonly Wire[]> {
  const index = new Map<string, Wire[]>();
  for (const wire of wires) {
    for (const end of new Set([wire.from.node, wire.to.node])) {
      const known = index.get(end);
      if (known) known.push(wire);
      else index.set(end, [wire]);
    }
  }
  return index;
}

/** The same list for as long as the node's own wires are the same. */
export const useNodeWires = (nodeId: string): readonly Wire[] =>
  useOfNode(
    nodeId,
    useShallow((state: EditorState) => wiresAt(state.history.present.wires, nodeId)),
  );
