import type { Edge, Node } from '@xyflow/react';
import { registry } from '../../../nodes/registry';
import type { Endpoint, GraphDocument, GraphNode, Group, Wire } from '../../graph/document';
import { drawnEnd, groupPosition, hiddenNodes, isFoldedAway } from '../../graph/groups/fold';
import { t } from '../language/t';
import { nodeTitle } from '../store/node-hooks';
import { isLarge, withExpectedSize } from './large';

/** The node of a card may be one from before its parameters were changed: a card does not show them. */
export type CardFlowNode = Node<{ readonly node: GraphNode }, 'card' | 'note'>;
/** A group: the card that stands for its nodes, or the frame around them. */
export type GroupFlowNode = Node<{ readonly group: Group }, 'collapsed' | 'frame'>;
export type FlowNode = CardFlowNode | GroupFlowNode;
export type FlowEdge = Edge<
  {
    readonly tint: string;
    readonly from: Endpoint;
    readonly to: Endpoint;
    /** Places that it is led through. */
    readonly points: Wire['points'];
  },
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
  const isOfMany = isLarge(document);
  const cards = document.nodes.flatMap((node): FlowNode[] => {
    // A damaged file may hold an id twice; the problem list says so, the canvas shows the first.
    if (seen.has(node.id) || hidden.has(node.id)) return [];
    seen.add(node.id);
    const found = before.get(node.id);
    const old = found && !isGroupFlowNode(found) ? found : undefined;
    const isSelected = selected.has(node.id);
    if (old && isDrawnAlike(old.data.node, node) && old.selected === isSelected && !old.dragging)
      return [old];
    const flow: CardFlowNode = {
      ...old,
      id: node.id,
      type: node.kind === 'note' ? 'note' : 'card',
      position: { x: node.position.x, y: node.position.y },
      data: { node },
      ariaLabel: nodeTitle(node),
      selected: isSelected,
      ...(node.size && { width: node.size.width, height: node.size.height }),
      ...(node.kind === 'note' && { zIndex: noteLayer(node, isSelected) }),
    };
    return [isOfMany ? withExpectedSize(flow, document) : flow];
  });
  const collapsed = (document.groups ?? []).filter((group) => group.collapsed);
  const groups = collapsed.map((group) => toGroupNode(document, group, selected, before.get(group.id)));
  return sameOr(previous, [...cards, ...groups]);
}

/** The list from before, where it has the same entries. */
const sameOr = <T>(before: readonly T[], now: T[]): T[] =>
  now.length === before.length && now.every((entry, place) => entry === before[place])
    ? (before as T[])
    : now;

/** Does the card of a node look as before, whatever its parameters are? */
const isDrawnAlike = (a: GraphNode, b: GraphNode): boolean =>
  a === b ||
  (a.kind === b.kind &&
    a.kind !== 'note' &&
    a.label === b.label &&
    a.mode === b.mode &&
    a.colour === b.colour &&
    a.position === b.position &&
    a.size === b.size);

/** What React Flow adds for a node that is selected. */
const SELECTED_ABOVE = 1000;

/** Notes of which one lies in the other differ in area by more than a twelfth, mostly. */
const STEPS_PER_DOUBLING = 8;

/** Notes lie behind all else, also while they are selected, and the larger ones behind the smaller. */
function noteLayer({ size }: GraphNode, isSelected: boolean): number {
  const depth = size ? Math.round(STEPS_PER_DOUBLING * Math.log2(Math.max(1, size.width * size.height))) : 0;
  return -1 - depth - (isSelected ? SELECTED_ABOVE : 0);
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

/** The document's wires as React Flow wants them; those that did not change stay the same objects. */
export function toFlowEdges(
  document: GraphDocument,
  selected: ReadonlySet<string>,
  previous: FlowEdge[] = [],
): FlowEdge[] {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const hidden = hiddenNodes(document.groups);
  const before = new Map(previous.map((edge) => [edge.id, edge]));
  const seen = new Set<string>();
  const edges = document.wires.flatMap((wire) => {
    const source = nodes.get(wire.from.node);
    const target = nodes.get(wire.to.node);
    if (!source || !target || seen.has(wire.id) || isFoldedAway(wire, hidden)) return [];
    seen.add(wire.id);
    const tint = registry.get(source.kind)?.outputs[wire.from.port]?.type ?? 'unknown';
    const edge = {
      ...toFlowEdge(wire, hidden, tint, selected.has(wire.id)),
      ariaLabel: t('Wire from {source} to {target}', {
        source: nodeTitle(source),
        target: nodeTitle(target),
      }),
    };
    const old = before.get(wire.id);
    return [old && isSameEdge(old, edge) ? old : edge];
  });
  return sameOr(previous, edges);
}

function toFlowEdge(
  wire: Wire,
  hidden: ReturnType<typeof hiddenNodes>,
  tint: string,
  selected: boolean,
): FlowEdge {
  const from = drawnEnd(wire.from, hidden);
  const to = drawnEnd(wire.to, hidden);
  return {
    id: wire.id,
    type: 'wire',
    source: from.node,
    sourceHandle: from.port,
    target: to.node,
    targetHandle: to.port,
    selected,
    data: { tint, from: wire.from, to: wire.to, points: wire.points },
  };
}

/** Can all wires be drawn as before, by what they and their ends are? */
export const hasSameEdges = (a: GraphDocument, b: GraphDocument): boolean =>
  a.wires === b.wires &&
  a.groups === b.groups &&
  a.nodes.length === b.nodes.length &&
  a.nodes.every((node, place) => {
    const other = b.nodes[place];
    return (
      node === other || (node.id === other?.id && node.kind === other.kind && node.label === other.label)
    );
  });

const isSameEdge = (a: FlowEdge, b: FlowEdge): boolean =>
  a.source === b.source &&
  a.sourceHandle === b.sourceHandle &&
  a.target === b.target &&
  a.targetHandle === b.targetHandle &&
  a.selected === b.selected &&
  a.ariaLabel === b.ariaLabel &&
  a.data?.tint === b.data?.tint &&
  a.data?.from === b.data?.from &&
  a.data?.to === b.data?.to &&
  a.data?.points === b.data?.points;
