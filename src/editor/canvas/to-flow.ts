import type { Edge, Node } from '@xyflow/react';
import { registry } from '../../../nodes/registry';
import type { GraphDocument, GraphNode } from '../../graph/document';

export type FlowNode = Node<{ readonly node: GraphNode }, 'card' | 'note'>;
export type FlowEdge = Edge<{ readonly tint: string }, 'wire'>;

/**
 * The document's nodes as React Flow wants them. Nodes that did not change stay the same objects, and
 * what React Flow measured stays with them.
 */
export function toFlowNodes(
  document: GraphDocument,
  selected: ReadonlySet<string>,
  previous: readonly FlowNode[],
): FlowNode[] {
  const before = new Map(previous.map((node) => [node.id, node]));
  const seen = new Set<string>();
  return document.nodes.flatMap((node) => {
    // A damaged file may hold an id twice; the problem list says so, the canvas shows the first.
    if (seen.has(node.id)) return [];
    seen.add(node.id);
    const old = before.get(node.id);
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
}

export function toFlowEdges(document: GraphDocument, selected: ReadonlySet<string>): FlowEdge[] {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const seen = new Set<string>();
  return document.wires.flatMap((wire) => {
    const source = nodes.get(wire.from.node);
    if (!source || !nodes.has(wire.to.node) || seen.has(wire.id)) return [];
    seen.add(wire.id);
    const type = registry.get(source.kind)?.outputs[wire.from.port]?.type;
    return [
      {
        id: wire.id,
        type: 'wire' as const,
        source: wire.from.node,
        sourceHandle: wire.from.port,
        target: wire.to.node,
        targetHandle: wire.to.port,
        selected: selected.has(wire.id),
        data: { tint: type ?? 'unknown' },
      },
    ];
  });
}
