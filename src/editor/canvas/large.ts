import { Position, type Rect } from '@xyflow/react';
import type { GraphDocument } from '../../graph/document';
import { layOutCard } from '../picture/card-layout';
import { wiresAt } from './node-wires';
import type { FlowNode } from './to-flow';

/** From here on, only the nodes in view are on the page. */
const LARGE_FROM = 100;
const USUAL = { width: 252, height: 260 };

export const isLarge = (document: GraphDocument): boolean => document.nodes.length >= LARGE_FROM;

/**
 * What React Flow has to know of a node that it has not measured yet: without it, every node of a graph
 * would be drawn once, to be measured, and then again. One that turns out to be of another size is
 * measured when it comes into view.
 */
export function withExpectedSize(flow: FlowNode, document: GraphDocument): FlowNode {
  const isMeasured = flow.measured && !flow.handles;
  if (isMeasured || flow.type !== 'card') return flow;
  const { node } = flow.data;
  const { x, y, width, height, ports } = layOutCard(node, wiresAt(document.wires, node.id), []);
  return {
    ...flow,
    measured: { width, height },
    handles: ports.map((port) => ({
      id: port.name,
      type: port.direction === 'input' ? ('target' as const) : ('source' as const),
      position: port.direction === 'input' ? Position.Left : Position.Right,
      x: port.x - x,
      y: port.y - y,
      width: 1,
      height: 1,
    })),
  };
}

/** Once a node is measured, what was expected of it must not come back. */
export function withoutExpectations({ handles: _, ...flow }: FlowNode): FlowNode {
  return flow;
}

/** About where a document's nodes are: none of them has to be drawn to know. */
export function boundsOf({ nodes }: GraphDocument): Rect {
  const [first] = nodes;
  const { x, y } = first?.position ?? { x: 0, y: 0 };
  const all = { left: x, top: y, right: x, bottom: y };
  for (const { position, size } of nodes) {
    all.left = Math.min(all.left, position.x);
    all.top = Math.min(all.top, position.y);
    all.right = Math.max(all.right, position.x + (size?.width ?? USUAL.width));
    all.bottom = Math.max(all.bottom, position.y + (size?.height ?? USUAL.height));
  }
  return { x: all.left, y: all.top, width: all.right - all.left, height: all.bottom - all.top };
}
