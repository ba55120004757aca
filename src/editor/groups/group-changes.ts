import type { NodeChange, NodePositionChange, NodeSelectionChange } from '@xyflow/react';
import type { GraphDocument, Group } from '../../graph/document';
import { groupPosition } from '../../graph/groups/fold';
import { type FlowNode, isGroupFlowNode } from '../canvas/to-flow';
import type { Point } from '../store/edit';
import { FRAME_OFFSET } from './frames';

type Groups = GraphDocument['groups'];

/** How far a move of its card or frame takes a group, from where its nodes are. */
function moveOf(group: Group, to: Point, nodes: GraphDocument['nodes']): Point {
  const from = groupPosition({ nodes }, group);
  const offset = group.collapsed ? { x: 0, y: 0 } : FRAME_OFFSET;
  return { x: to.x + offset.x - from.x, y: to.y + offset.y - from.y };
}

/** Moves of frames as moves of the nodes within; a node that is dragged itself goes its own way. */
export function withFrameMoves(
  changes: readonly NodeChange<FlowNode>[],
  nodes: readonly FlowNode[],
  groups: Groups,
): NodeChange<FlowNode>[] {
  const moves = changes.filter(isMove);
  const own = new Set(moves.map(({ id }) => id));
  const followed = moves.flatMap(({ id, position, dragging }): NodeChange<FlowNode>[] => {
    const group = groups?.find((candidate) => candidate.id === id);
    if (!group || group.collapsed || !position) return [];
    const members = new Set(group.members);
    const within = nodes.flatMap((node) =>
      !isGroupFlowNode(node) && members.has(node.id) ? [{ ...node.data.node, position: node.position }] : [],
    );
    const { x, y } = moveOf(group, position, within);
    return within
      .filter((node) => !own.has(node.id))
      .map((node) => ({
        id: node.id,
        type: 'position',
        position: { x: node.position.x + x, y: node.position.y + y },
        dragging,
      }));
  });
  return followed.length > 0 ? [...changes, ...followed] : [...changes];
}

/** Where nodes are when a drag has ended: those that were dragged, and those of groups that were. */
export function finalPositions(
  changes: readonly NodeChange<FlowNode>[],
  document: GraphDocument,
): ReadonlyMap<string, Point> {
  const moved = new Map<string, Point>();
  const ended = changes.filter(isMove).filter(({ dragging }) => !dragging);
  for (const { id, position } of ended) {
    const group = document.groups?.find((candidate) => candidate.id === id);
    if (!group || !position) continue;
    const members = new Set(group.members);
    const { x, y } = moveOf(group, position, document.nodes);
    for (const node of document.nodes) {
      if (members.has(node.id)) moved.set(node.id, { x: node.position.x + x, y: node.position.y + y });
    }
  }
  for (const { id, position } of ended) if (position) moved.set(id, position);
  return moved;
}

/** What is selected after these picks; picking a group picks its nodes. */
export function pickedNodes(
  selected: ReadonlySet<string>,
  changes: readonly NodeChange<FlowNode>[],
  groups: Groups,
): ReadonlySet<string> {
  const picks = changes.filter(isPick);
  if (picks.length === 0) return selected;
  const nodes = new Set(selected);
  const membersOf = (id: string) => groups?.find((group) => group.id === id)?.members ?? [id];
  // First what is left out: a node may be left for its group.
  for (const { id, selected: isSelected } of picks) {
    if (!isSelected) for (const node of membersOf(id)) nodes.delete(node);
  }
  for (const { id, selected: isSelected } of picks) {
    if (isSelected) for (const node of membersOf(id)) nodes.add(node);
  }
  return nodes;
}

export const isMove = (change: NodeChange<FlowNode>): change is NodePositionChange =>
  change.type === 'position';
const isPick = (change: NodeChange<FlowNode>): change is NodeSelectionChange => change.type === 'select';
