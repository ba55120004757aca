import { applyNodeChanges, type NodeChange } from '@xyflow/react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { toFrames } from '../groups/frames';
import { finalPositions, pickedNodes, withFrameMoves } from '../groups/group-changes';
import { moveNodes, type Point } from '../store/edit';
import { currentDocument, useEditor } from '../store/editor-store';
import { type FlowNode, type GroupFlowNode, toFlowNodes } from './to-flow';

/** What a node measures until React Flow has measured it. */
const UNMEASURED = { width: 252, height: 150 };

/**
 * React Flow's nodes: the document's, plus what only the screen knows (measures, a drag under way), and
 * the frames of groups around them. A drag moves them here and reaches the document once, when it ends.
 */
export function useFlowNodes() {
  const document = useEditor((state) => state.history.present);
  const selected = useEditor((state) => state.selection.nodes);
  const [nodes, setNodes] = useState<FlowNode[]>(() => toFlowNodes(document, selected, []));

  useEffect(() => setNodes((previous) => toFlowNodes(document, selected, previous)), [document, selected]);

  const onNodesChange = useCallback((changes: NodeChange<FlowNode>[]) => {
    const { groups } = currentDocument();
    setNodes((previous) => applyNodeChanges(withFrameMoves(changes, previous, groups), previous));
    commitSelection(changes);
    commitMoves(changes);
  }, []);

  const frames = useFrames(nodes, document.groups);
  const all = useMemo(() => (frames.length > 0 ? [...frames, ...nodes] : nodes), [frames, nodes]);
  return { nodes: all, onNodesChange };
}

function useFrames(nodes: readonly FlowNode[], groups: Parameters<typeof toFrames>[0]) {
  const previous = useRef<readonly GroupFlowNode[]>([]);
  const frames = useMemo(() => {
    const byId = new Map(groups ? nodes.map((node) => [node.id, node]) : []);
    return toFrames(
      groups,
      (id) => {
        const node = byId.get(id);
        return node && { ...node.position, ...UNMEASURED, ...sizeOf(node) };
      },
      previous.current,
    );
  }, [nodes, groups]);
  previous.current = frames;
  return frames;
}

function sizeOf({ measured }: FlowNode) {
  const { width, height } = measured ?? {};
  return width && height ? { width, height } : undefined;
}

function commitSelection(changes: readonly NodeChange<FlowNode>[]): void {
  if (!changes.some((change) => change.type === 'select')) return;
  useEditor.setState(({ selection, history }) => ({
    selection: { ...selection, nodes: pickedNodes(selection.nodes, changes, history.present.groups) },
  }));
}

function commitMoves(changes: readonly NodeChange<FlowNode>[]): void {
  const document = currentDocument();
  const ends = finalPositions(changes, document);
  if (ends.size === 0) return;
  const now = new Map(document.nodes.map((node) => [node.id, node.position]));
  const moved = new Map<string, Point>();
  for (const [id, position] of ends) {
    const x = Math.round(position.x);
    const y = Math.round(position.y);
    const before = now.get(id);
    if (before && (before.x !== x || before.y !== y)) moved.set(id, { x, y });
  }
  if (moved.size > 0) moveNodes(moved);
}
