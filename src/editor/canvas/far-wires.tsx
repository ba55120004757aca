import { type InternalNode, useStore, useStoreApi, ViewportPortal } from '@xyflow/react';
import { memo } from 'react';
import { ledPath } from '../../graph/led-route';
import { plural } from '../format/numbers';
import type { FlowEdge, FlowNode } from './to-flow';
import styles from './wire.module.css';
import { type Point, wirePath } from './wire-route';

interface Line {
  readonly tint: string;
  readonly selected: boolean;
  /** Of a node that is dragged: kept apart, so that the others stay as they are painted. */
  readonly moving: boolean;
  path: string;
}

/** All wires as seen from afar, where they are too thin to be picked: a few lines for the whole graph. */
export const FarWires = memo(function FarWires({ edges }: { readonly edges: readonly FlowEdge[] }) {
  // The list is another one whenever a node is, and the lookup is always the same.
  useStore((state) => state.nodes);
  const { nodeLookup } = useStoreApi<FlowNode>().getState();
  const lines = linesOf(edges, nodeLookup);
  return (
    <ViewportPortal>
      <svg className={styles.farWires} role="img" aria-label={plural(edges.length, 'wire')}>
        {[...lines].map(([key, { tint, selected, path }]) => (
          <path key={key} d={path} data-tint={tint} data-selected={selected} />
        ))}
      </svg>
    </ViewportPortal>
  );
});

function linesOf(
  edges: readonly FlowEdge[],
  nodes: ReadonlyMap<string, InternalNode<FlowNode>>,
): ReadonlyMap<string, Line> {
  const lines = new Map<string, Line>();
  for (const { source, sourceHandle, target, targetHandle, selected = false, data } of edges) {
    const from = nodes.get(source);
    const to = nodes.get(target);
    const start = endAt(from, 'source', sourceHandle);
    const end = endAt(to, 'target', targetHandle);
    if (!start || !end) continue;
    const tint = data?.tint ?? 'unknown';
    const moving = from?.dragging === true || to?.dragging === true;
    const key = `${tint} ${selected} ${moving}`;
    const line = lines.get(key) ?? { tint, selected, moving, path: '' };
    const points = data?.points ?? [];
    line.path += points.length > 0 ? ledPath(start, points, end) : wirePath(start, end, undefined);
    lines.set(key, line);
  }
  return lines;
}

/** Where a wire leaves a node to the right, or arrives at it from the left. */
function endAt(
  node: InternalNode<FlowNode> | undefined,
  side: 'source' | 'target',
  port: string | null | undefined,
): Point | undefined {
  const handle = node?.internals.handleBounds?.[side]?.find(({ id }) => id === port);
  if (!node || !handle) return undefined;
  const { x, y } = node.internals.positionAbsolute;
  return {
    x: x + handle.x + (side === 'source' ? handle.width : 0),
    y: y + handle.y + handle.height / 2,
  };
}
