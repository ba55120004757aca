/** One operation of a network, whatever format the network comes in. */
export interface NetworkNode {
  readonly name: string;
  readonly inputs: readonly string[];
  /** Parameters that belong to it: weights of rank 1 and up, batch norm statistics included. */
  readonly params: number;
  /** Of these, statistics that batch norm stores: no gradient changes them. */
  readonly stored: number;
  /** Multiply-adds for each value of its output; 0 for anything but convolutions. */
  readonly multiplyAddsPerOutput: number;
  /** It only puts a margin around what the next one takes. */
  readonly pads?: boolean;
}

/** Nodes in topological order, from the input to the output. */
export type NetworkGraph = readonly NetworkNode[];

/**
 * The nodes that every path from the first input to the last node goes through: there, one tensor
 * holds all that the rest of the network needs, so there it can be cut. (A node lies on all paths
 * when as many paths lead through it as there are in all.)
 */
export function cutPoints(graph: NetworkGraph, input: string): Set<string> {
  const fromInput = new Map<string, bigint>([[input, 1n]]);
  for (const node of graph) {
    if (node.name === input) continue;
    fromInput.set(
      node.name,
      node.inputs.reduce((sum, from) => sum + (fromInput.get(from) ?? 0n), 0n),
    );
  }
  const toOutput = new Map<string, bigint>();
  const last = graph.at(-1)?.name ?? '';
  toOutput.set(last, 1n);
  for (const node of [...graph].reverse()) {
    const paths = toOutput.get(node.name) ?? 0n;
    for (const from of node.inputs) toOutput.set(from, (toOutput.get(from) ?? 0n) + paths);
  }
  const all = fromInput.get(last) ?? 0n;
  const through = (name: string) => (fromInput.get(name) ?? 0n) * (toOutput.get(name) ?? 0n);
  return new Set(graph.map((node) => node.name).filter((name) => all > 0n && through(name) === all));
}

/** `node` and everything before it. */
function upTo(byName: ReadonlyMap<string, NetworkNode>, name: string): Set<string> {
  const seen = new Set<string>();
  const open = [name];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    open.push(...(byName.get(at)?.inputs ?? []));
  }
  return seen;
}

/** Divides a network at its boundaries: the nodes of each block, each node in exactly one. */
export function divide(graph: NetworkGraph, boundaries: readonly string[]): NetworkNode[][] {
  const byName = new Map(graph.map((node) => [node.name, node]));
  let before = new Set<string>();
  return boundaries.map((boundary) => {
    const here = upTo(byName, boundary);
    const block = graph.filter((node) => here.has(node.name) && !before.has(node.name));
    before = here;
    return block;
  });
}

/** Topological order, first come first; the files list constants and operations in any order. */
export function inOrder(nodes: NetworkGraph): NetworkGraph {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const done = new Set<string>();
  const ordered: NetworkGraph[number][] = [];
  const visit = (name: string): void => {
    const node = byName.get(name);
    if (!node || done.has(name)) return;
    done.add(name);
    node.inputs.forEach(visit);
    ordered.push(node);
  };
  for (const { name } of nodes) visit(name);
  return ordered;
}

/**
 * The node with the most cut points before it: the end of the longest chain in which each node's output
 * alone holds all that the next needs (the deepest in the tree of dominators; Cooper, Harvey & Kennedy
 * 2001). Of a detector that is the end of its encoder, whatever else it joins afterwards. `graph` is in
 * topological order.
 */
export function deepestNode(graph: NetworkGraph, input: string): string {
  const depths = new Map([[input, 0]]);
  const above = new Map<string, string>();
  const depthOf = (name: string): number => depths.get(name) ?? 0;
  /** The nearest node that all ways to both of them go through. */
  const common = (first: string, second: string): string => {
    let [a, b] = [first, second];
    while (a !== b) {
      if (depthOf(a) >= depthOf(b)) a = above.get(a) ?? input;
      else b = above.get(b) ?? input;
    }
    return a;
  };
  let deepest = input;
  for (const { name, inputs } of graph) {
    const reached = inputs.filter((from) => depths.has(from));
    const [first, ...others] = reached;
    if (first === undefined || name === input) continue;
    const parent = others.reduce(common, first);
    above.set(name, parent);
    depths.set(name, depthOf(parent) + 1);
    if (depthOf(name) >= depthOf(deepest)) deepest = name;
  }
  return deepest;
}
