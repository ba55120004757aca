import type { GraphDocument, GraphNode, Wire } from '../graph/document';
import type { Catalog } from './catalog';
import type { InferredNode } from './infer';

/** What inference found before an edit. */
export interface Inference {
  readonly document: GraphDocument;
  readonly catalog: Catalog;
  readonly inferred: ReadonlyMap<string, InferredNode>;
}

/** A document as inference looks at it. */
export interface Wiring {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly into: ReadonlyMap<string, readonly Wire[]>;
}

/**
 * What the inference before found of a node, where it must come out the same again: the node has the same
 * kind, mode and parameters, and the same values enter it. The objects are the same too, so whoever remembers
 * what an expression means need not find it out anew.
 */
export function sameAsBefore(
  node: GraphNode,
  before: Inference & Wiring,
  now: Wiring & { readonly inferred: ReadonlyMap<string, InferredNode> },
): InferredNode | undefined {
  const old = before.nodes.get(node.id);
  if (!old || !isSameNode(old, node)) return undefined;
  const wires = now.into.get(node.id) ?? [];
  const oldWires = before.into.get(node.id) ?? [];
  const isFedAlike =
    wires.length === oldWires.length &&
    wires.every((wire, place) => {
      const other = oldWires[place];
      const from = wire.from.node;
      return (
        other !== undefined &&
        (wire === other || isSameWire(wire, other)) &&
        before.nodes.get(from)?.kind === now.nodes.get(from)?.kind &&
        before.inferred.get(from) === now.inferred.get(from)
      );
    });
  return isFedAlike ? before.inferred.get(node.id) : undefined;
}

const isSameNode = (a: GraphNode, b: GraphNode): boolean =>
  a === b ||
  (a.kind === b.kind && a.kindVersion === b.kindVersion && a.mode === b.mode && a.params === b.params);

const isSameWire = (a: Wire, b: Wire): boolean =>
  a.from.node === b.from.node &&
  a.from.port === b.from.port &&
  a.to.node === b.to.node &&
  a.to.port === b.to.port;
