import { registry } from '../../../nodes/registry';
import type { Endpoint, GraphDocument, GraphNode } from '../../graph/document';
import { downstreamOf, upstreamOf } from '../../graph/topology';
import { translated } from '../language/t';
import { nodeTitle } from '../store/node-hooks';

/** A wire that a node could have. */
export interface FittingWire {
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** E.g. `Split data → Train: Data`. */
  readonly text: string;
  /** The input has a wire, which the new one would replace. */
  readonly replaces: boolean;
}

/**
 * All wires that may be drawn from or to a node: equal types, no circle, and not there yet. Free inputs
 * come first, then what is nearest on the canvas.
 */
export function fittingWires(document: GraphDocument, nodeId: string): readonly FittingWire[] {
  const node = document.nodes.find(({ id }) => id === nodeId);
  if (!node) return [];
  const before = upstreamOf(document, [nodeId]);
  const behind = downstreamOf(document, [nodeId]);
  const taken = new Set(document.wires.map(({ to }) => `${to.node} ${to.port}`));
  const there = new Set(document.wires.map(({ from, to }) => endsOf(from, to)));
  const found = document.nodes.flatMap((other) => {
    const sides: [GraphNode, GraphNode, boolean][] = [
      [node, other, !before.has(other.id)],
      [other, node, !behind.has(other.id)],
    ];
    return sides.flatMap(([source, target, isAllowed]) =>
      isAllowed
        ? wiresBetween(source, target, source === node).map((wire) => ({
            ...wire,
            replaces: taken.has(`${wire.to.node} ${wire.to.port}`),
            distance: distance(node, other),
          }))
        : [],
    );
  });
  return found
    .filter(({ from, to }) => !there.has(endsOf(from, to)))
    .sort((a, b) => Number(a.replaces) - Number(b.replaces) || a.distance - b.distance);
}

function wiresBetween(source: GraphNode, target: GraphNode, isOutgoing: boolean) {
  const outputs = Object.entries(registry.get(source.kind)?.outputs ?? {});
  const inputs = Object.entries(registry.get(target.kind)?.inputs ?? {});
  return outputs.flatMap(([output, given]) =>
    inputs
      .filter(([, wanted]) => wanted.type === given.type)
      .map(([input, wanted]) => ({
        from: { node: source.id, port: output },
        to: { node: target.id, port: input },
        text: isOutgoing
          ? `${translated(given.label)} → ${nodeTitle(target)}: ${translated(wanted.label)}`
          : `${nodeTitle(source)}: ${translated(given.label)} → ${translated(wanted.label)}`,
      })),
  );
}

const endsOf = (from: Endpoint, to: Endpoint): string => `${from.node} ${from.port} ${to.node} ${to.port}`;

const distance = ({ position: a }: GraphNode, { position: b }: GraphNode): number =>
  Math.hypot(a.x - b.x, a.y - b.y);
