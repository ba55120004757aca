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
