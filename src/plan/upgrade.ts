import type { GraphNode } from '../graph/document';
import type { NodeKind } from './kind';

/** A node as the current version of its kind writes it; one from the future stays as it is. */
export function upgradeNode(node: GraphNode, kind: NodeKind | undefined): GraphNode {
  if (!kind || node.kindVersion >= kind.version) return node;
  let params = node.params;
  for (let version = node.kindVersion; version < kind.version; version++) {
    params = (kind.migrations?.[version]?.(params) ?? params) as GraphNode['params'];
  }
  return { ...node, kindVersion: kind.version, params };
}

/** Brings every node up to date, so that what is shown and edited is what is meant. */
export function upgradeNodes<T extends { readonly nodes: readonly GraphNode[] }>(
  document: T,
  registry: ReadonlyMap<string, NodeKind>,
): T {
  const nodes = document.nodes.map((node) => upgradeNode(node, registry.get(node.kind)));
  return nodes.every((node, index) => node === document.nodes[index]) ? document : { ...document, nodes };
}
