import { applyNodeChanges, type NodeChange } from '@xyflow/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { toFrames } from '../groups/frames';
import { finalPositions, pickedNodes, withFrameMoves } from '../groups/group-changes';
import { type Carried, carriedBy, withCarried } from '../notes/carry';
import { moveNodes, type Point } from '../store/edit';
import { currentDocument, useEditor } from '../store/editor-store';
import { holdDragged } from './hold-dragged';
import { withoutExpectations } from './large';
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
  const [shown, setShown] = useState({ document, selected });

  // In the same drawing, not in one after it: whoever fits the view to a new graph finds its nodes there.
  if (shown.document !== document || shown.selected !== selected) {
    setShown({ document, selected });
    setNodes(toFlowNodes(document, selected, nodes));
  }

  const latest = useRef(nodes);
  latest.current = nodes;

  const onNodesChange = useCallback((asked: NodeChange<FlowNode>[]) => {
    const { current } = latest;
    const moves = withoutResizing(asked);
    const carried = carriedBy(moves, current);
    const held = holdDragged(asked, fixed(current, carried));
    const { groups } = currentDocument();
    const changes = withCarried(held, current, carried);
    setNodes((previous) => applyChanges(withFrameMoves(changes, previous, groups), previous));
    commitSelection(changes);
    followDrag(changes);
    commitMoves(withoutResizing(changes));
    if (changes.some((change) => change.type === 'position' && change.dragging === false)) {
      drag = { ...drag, isUnderWay: false };
    }
  }, []);

  const frames = useFrames(nodes, document.groups);
  const all = useMemo(() => (frames.length > 0 ? [...frames, ...nodes] : nodes), [frames, nodes]);
  return { nodes: all, onNodesChange };
}

/** What a note is resized to reaches the document when that ends; until then it goes nowhere. */
function withoutResizing(changes: NodeChange<FlowNode>[]): NodeChange<FlowNode>[] {
  const resized = new Set(
    changes.flatMap((change) => (change.type === 'dimensions' && change.resizing ? [change.id] : [])),
  );
  if (resized.size === 0) return changes;
  return changes.filter((change) => change.type !== 'position' || !resized.has(change.id));
}

/** The nodes that no note takes along. */
function fixed(nodes: readonly FlowNode[], carried: Carried): readonly FlowNode[] {
  if (carried.size === 0) return nodes;
  const all = new Set([...carried.values()].flatMap((ids) => [...ids]));
  return nodes.filter(({ id }) => !all.has(id));
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

function applyChanges(changes: NodeChange<FlowNode>[], previous: FlowNode[]): FlowNode[] {
  const measured = new Set(changes.flatMap((change) => (change.type === 'dimensions' ? [change.id] : [])));
  const next = applyNodeChanges(changes, previous);
  if (measured.size === 0) return next;
  return next.map((node) => (measured.has(node.id) && node.handles ? withoutExpectations(node) : node));
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
  if (moved.size > 0) moveNodes(moved, { group: groupOf([...moved.keys()]) });
}

/** Which drag it is; 0 between drags, when arrow keys move nodes. */
let drag = { count: 0, isUnderWay: false };

function followDrag(changes: readonly NodeChange<FlowNode>[]): void {
  const isUnderWay = changes.some((change) => change.type === 'position' && change.dragging === true);
  if (isUnderWay && !drag.isUnderWay) drag = { count: drag.count + 1, isUnderWay };
}

/** A drag is a step of its own; steps by arrow keys of the same nodes in a row are one. */
const groupOf = (ids: readonly string[]): string =>
  drag.isUnderWay ? `drag ${drag.count} ${ids.join(' ')}` : `nudge ${ids.join(' ')}`;

/** Did the last edit, of this group, drag this node and nothing else? */
export const isDragOf = (group: string | undefined, nodeId: string): boolean =>
  group === `drag ${drag.count} ${nodeId}`;
