import type { Edge, Node } from '@xyflow/react';
import { registry } from '../../../nodes/registry';
import type { Endpoint, GraphDocument, GraphNode, Group } from '../../graph/document';
import { drawnEnd, groupPosition, hiddenNodes, isFoldedAway } from '../../graph/groups/fold';

export type CardFlowNode = Node<{ readonly node: GraphNode }, 'card' | 'note'>;
/** A group: the card that stands for its nodes, or the frame around them. */
export type GroupFlowNode = Node<{ readonly group: Group }, 'collapsed' | 'frame'>;
export type FlowNode = CardFlowNode | GroupFlowNode;
export type FlowEdge = Edge<
  { readonly tint: string; readonly from: Endpoint; readonly to: Endpoint },
  'wire'
>;

export const isGroupFlowNode = (node: FlowNode): node is GroupFlowNode =>
  node.type === 'collapsed' || node.type === 'frame';

/**
 * The document's nodes and collapsed groups as React Flow wants them. Nodes that did not change stay the
 * same objects, and what React Flow measured stays with them.
 */
export function toFlowNodes(
  document: GraphDocument,
  selected: ReadonlySet<string>,
  previous: readonly FlowNode[],
): FlowNode[] {
  const before = new Map(previous.map((node) => [node.id, node]));
  const hidden = hiddenNodes(document.groups);
  const seen = new Set<string>();
  const cards = document.nodes.flatMap((node): FlowNode[] => {
    // A damaged file may hold an id twice; the problem list says so, the canvas shows the first.
    if (seen.has(node.id) || hidden.has(node.id)) return [];
    seen.add(node.id);
    const found = before.get(node.id);
    const old = found && !isGroupFlowNode(found) ? found : undefined;
    const isSelected = selected.has(node.id);
    if (old?.data.node === node && old.selected === isSelected && !old.dragging) return [old];
    return [
      {
        ...old,
        id: node.id,
        type: node.kind === 'note' ? ('note' as const) : ('card' as const),
        position: { x: node.position.x, y: node.position.y },
        data: { node },
        selected: isSelected,
        ...(node.size && { width: node.size.width, height: node.size.height }),
      },
    ];
  });
  const collapsed = (document.groups ?? []).filter((group) => group.collapsed);
  return [
    ...cards,
    ...collapsed.map((group) => toGroupNode(document, group, selected, before.get(group.id))),
  ];
}

function toGroupNode(
  document: GraphDocument,
  group: Group,
  selected: ReadonlySet<string>,
  found: FlowNode | undefined,
): GroupFlowNode {
  const old = found && isGroupFlowNode(found) ? found : undefined;
  const position = groupPosition(document, group);
  // One that is chosen in the inspector counts: letting go of the card lets go of it too.
  const isSelected = group.members.some((id) => selected.has(id));
  const isSame =
    old?.data.group === group &&
    old.selected === isSelected &&
    !old.dragging &&
    old.position.x === position.x &&
    old.position.y === position.y;
  if (old && isSame) return old;
  return { ...old, id: group.id, type: 'collapsed', position, data: { group }, selected: isSelected };
}

export function toFlowEdges(document: GraphDocument, selected: ReadonlySet<string>): FlowEdge[] {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const hidden = hiddenNodes(document.groups);
  const seen = new Set<string>();
  return document.wires.flatMap((wire) => {
    const source = nodes.get(wire.from.node);
    if (!source || !nodes.has(wire.to.node) || seen.has(wire.id) || isFoldedAway(wire, hidden)) return [];
    seen.add(wire.id);
    const from = drawnEnd(wire.from, hidden);
    const to = drawnEnd(wire.to, hidden);
    const type = registry.get(source.kind)?.outputs[wire.from.port]?.type;
    return [
      {
        id: wire.id,
        type: 'wire' as const,
        source: from.node,
        sourceHandle: from.port,
        target: to.node,
        targetHandle: to.port,
        selected: selected.has(wire.id),
        data: { tint: type ?? 'unknown', from: wire.from, to: wire.to },
      },
    ];
  });
}
