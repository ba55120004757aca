import type { Wire } from '../../graph/document';
import type { Box } from '../canvas/wire-route';
import type { Places } from './align';

const GAP_BETWEEN_COLUMNS = 88;
const GAP_IN_COLUMN = 36;
/** From here on dagre's best ranking takes seconds; a plainer one takes a moment. */
const MANY_NODES = 300;

/**
 * Places nodes in columns from left to right, each after all that it depends on, with few wires crossing:
 * the layered drawing of Gansner, Koutsofios, North and Vo (1993), as the library dagre does it. The whole
 * keeps its left upper corner.
 */
export async function layOut(
  boxes: ReadonlyMap<string, Box>,
  wires: readonly Pick<Wire, 'from' | 'to'>[],
): Promise<Places> {
  const { Graph, layout } = await import('@dagrejs/dagre');
  const graph = new Graph({ multigraph: true });
  graph.setGraph({
    rankdir: 'LR',
    ranksep: GAP_BETWEEN_COLUMNS,
    nodesep: GAP_IN_COLUMN,
    ranker: boxes.size > MANY_NODES ? 'longest-path' : 'network-simplex',
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const [id, { width, height }] of boxes) graph.setNode(id, { width, height });
  for (const [place, { from, to }] of wires.entries()) {
    if (boxes.has(from.node) && boxes.has(to.node)) graph.setEdge(from.node, to.node, {}, String(place));
  }
  layout(graph);
  const left = Math.min(...[...boxes.values()].map(({ x }) => x));
  const top = Math.min(...[...boxes.values()].map(({ y }) => y));
  const corners = [...boxes].map(([id, box]) => {
    const { x, y } = graph.node(id);
    return { id, x: x - box.width / 2, y: y - box.height / 2 };
  });
  const shift = {
    x: left - Math.min(...corners.map(({ x }) => x)),
    y: top - Math.min(...corners.map(({ y }) => y)),
  };
  return new Map(
    corners.map(({ id, x, y }) => [id, { x: Math.round(x + shift.x), y: Math.round(y + shift.y) }]),
  );
}
