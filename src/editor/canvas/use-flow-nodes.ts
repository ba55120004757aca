import { applyNodeChanges, type NodeChange } from '@xyflow/react';
import { useCallback, useEffect, useState } from 'react';
import { moveNodes, type Point } from '../store/edit';
import { currentDocument, useEditor } from '../store/editor-store';
import { type FlowNode, toFlowNodes } from './to-flow';

/**
 * React Flow's nodes: the document's, plus what only the screen knows (measures, a drag under way).
 * A drag moves them here and reaches the document once, when it ends.
 */
export function useFlowNodes() {
  const document = useEditor((state) => state.history.present);
  const selected = useEditor((state) => state.selection.nodes);
  const [nodes, setNodes] = useState<FlowNode[]>(() => toFlowNodes(document, selected, []));

  useEffect(() => setNodes((previous) => toFlowNodes(document, selected, previous)), [document, selected]);

  const onNodesChange = useCallback((changes: NodeChange<FlowNode>[]) => {
    setNodes((previous) => applyNodeChanges(changes, previous));
    commitSelection(changes);
    commitMoves(changes);
  }, []);

  return { nodes, onNodesChange };
}

function commitSelection(changes: readonly NodeChange<FlowNode>[]): void {
  const picks = changes.filter((change) => change.type === 'select');
  if (picks.length === 0) return;
  useEditor.setState(({ selection }) => {
    const nodes = new Set(selection.nodes);
    for (const { id, selected } of picks) selected ? nodes.add(id) : nodes.delete(id);
    return { selection: { ...selection, nodes } };
  });
}

function commitMoves(changes: readonly NodeChange<FlowNode>[]): void {
  const now = new Map(currentDocument().nodes.map((node) => [node.id, node.position]));
  const moved = new Map<string, Point>();
  for (const change of changes) {
    if (change.type !== 'position' || change.dragging || !change.position) continue;
    const x = Math.round(change.position.x);
    const y = Math.round(change.position.y);
    const before = now.get(change.id);
    if (before && (before.x !== x || before.y !== y)) moved.set(change.id, { x, y });
  }
  if (moved.size > 0) moveNodes(moved);
}
