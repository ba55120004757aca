import type { Boundary } from './describe-blocks';
import { cutPoints, divide, type NetworkGraph } from './network-graph';

/**
 * Blocks of a network that nobody has described: each has the convolutions between two places where one
 * map holds all that follows, and the norm, activation and pooling behind them. `maps` are the nodes
 * whose output is a map [height, width, channels].
 */
export function findBoundaries(graph: NetworkGraph, input: string, maps: ReadonlySet<string>): Boundary[] {
  const cuts = cutPoints(graph, input);
  const places = graph.map(({ name }) => name).filter((name) => cuts.has(name) && name !== input);
  const byName = new Map(graph.map((node) => [node.name, node]));
  const ends: string[] = [];
  // Of the block that is still open: whether it has a convolution, and where it could end.
  let convolved = false;
  let open: string | undefined;
  for (const [i, nodes] of divide(graph, places).entries()) {
    if (nodes.some((node) => node.multiplyAddsPerOutput > 0)) {
      if (open !== undefined) ends.push(open);
      open = undefined;
      convolved = true;
    }
    const place = places[i] ?? '';
    const belongsToNext = open !== undefined && byName.get(place)?.pads === true;
    if (convolved && maps.has(place) && !belongsToNext) open = place;
  }
  if (open !== undefined) ends.push(open);
  return labelled(ends);
}

/** Names without what all of them begin with: `MobilenetV3/expanded_conv/add` becomes `expanded_conv/add`. */
function labelled(names: readonly string[]): Boundary[] {
  const paths = names.map((name) => name.split('/'));
  const [first = []] = paths;
  let shared = 0;
  while (
    paths.length > 1 &&
    paths.every((path) => path.length > shared + 1 && path[shared] === first[shared])
  ) {
    shared++;
  }
  return names.map((name, i) => ({ name, label: paths[i]?.slice(shared).join('/') ?? name }));
}
