import type { GraphDocument, Wire } from './document';

/** Wires indexed by the node they enter and leave. */
export interface Adjacency {
  readonly into: ReadonlyMap<string, readonly Wire[]>;
  readonly outOf: ReadonlyMap<string, readonly Wire[]>;
}

export function adjacency(document: { readonly wires: readonly Wire[] }): Adjacency {
  const into = new Map<string, Wire[]>();
  const outOf = new Map<string, Wire[]>();
  const add = (map: Map<string, Wire[]>, node: string, wire: Wire) => {
    const list = map.get(node);
    if (list) list.push(wire);
    else map.set(node, [wire]);
  };
  for (const wire of document.wires) {
    add(into, wire.to.node, wire);
    add(outOf, wire.from.node, wire);
  }
  return { into, outOf };
}

export interface Order {
  /** Node ids such that each follows all nodes wired into it; nodes on or after a cycle are missing. */
  readonly sorted: readonly string[];
  /** Nodes on a cycle. */
  readonly cyclic: readonly string[];
}

/** Kahn's algorithm, O(nodes + wires); ties keep the document's order. */
export function topologicalOrder(document: Pick<GraphDocument, 'nodes' | 'wires'>): Order {
  const ids = new Set(document.nodes.map((node) => node.id));
  const wires = document.wires.filter((wire) => ids.has(wire.from.node) && ids.has(wire.to.node));
  const { outOf } = adjacency({ wires });
  const waiting = new Map<string, number>(document.nodes.map((node) => [node.id, 0]));
  for (const wire of wires) waiting.set(wire.to.node, (waiting.get(wire.to.node) ?? 0) + 1);

  const sorted = document.nodes.filter((node) => waiting.get(node.id) === 0).map((node) => node.id);
  for (let next = 0; next < sorted.length; next++) {
    for (const wire of outOf.get(sorted[next] ?? '') ?? []) {
      const left = (waiting.get(wire.to.node) ?? 0) - 1;
      waiting.set(wire.to.node, left);
      if (left === 0) sorted.push(wire.to.node);
    }
  }
  const done = new Set(sorted);
  const stuck = document.nodes.map((node) => node.id).filter((id) => !done.has(id));
  return { sorted, cyclic: stuck.length === 0 ? [] : onCycle(stuck, wires) };
}

/** Of the nodes Kahn's algorithm could not place, those that are on a cycle and not merely after one. */
function onCycle(stuck: readonly string[], wires: readonly Wire[]): string[] {
  // Peeling from the other end removes what only follows a cycle; what neither end can peel is on
  // a cycle or between two.
  const left = new Set(stuck);
  const { outOf } = adjacency({ wires });
  const { into } = adjacency({ wires });
  const leaving = new Map<string, number>();
  for (const id of stuck) {
    leaving.set(id, (outOf.get(id) ?? []).filter((wire) => left.has(wire.to.node)).length);
  }
  const queue = stuck.filter((id) => leaving.get(id) === 0);
  for (let next = 0; next < queue.length; next++) {
    const id = queue[next] ?? '';
    left.delete(id);
    for (const wire of into.get(id) ?? []) {
      if (!left.has(wire.from.node)) continue;
      const count = (leaving.get(wire.from.node) ?? 0) - 1;
      leaving.set(wire.from.node, count);
      if (count === 0) queue.push(wire.from.node);
    }
  }
  return stuck.filter((id) => left.has(id));
}

/** The given nodes and all that they depend on. */
export function upstreamOf(
  document: { readonly wires: readonly Wire[] },
  nodes: Iterable<string>,
): Set<string> {
  return reach(nodes, adjacency(document).into, (wire) => wire.from.node);
}

/** The given nodes and all that depend on them. */
export function downstreamOf(document: Pick<GraphDocument, 'wires'>, nodes: Iterable<string>): Set<string> {
  return reach(nodes, adjacency(document).outOf, (wire) => wire.to.node);
}

function reach(
  start: Iterable<string>,
  wires: ReadonlyMap<string, readonly Wire[]>,
  next: (wire: Wire) => string,
): Set<string> {
  const seen = new Set(start);
  const queue = [...seen];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const wire of wires.get(id) ?? []) {
      const other = next(wire);
      if (!seen.has(other)) {
        seen.add(other);
        queue.push(other);
      }
    }
  }
  return seen;
}
