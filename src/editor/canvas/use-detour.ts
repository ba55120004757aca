import { useStore } from '@xyflow/react';
import { type Box, type Detour, detourAround, type Point } from './wire-route';

/** In larger graphs wires go straight: every wire looks at every node whenever one moves. */
const MOST_NODES = 300;

interface Ends {
  readonly source: string;
  readonly target: string;
  readonly start: Point;
  readonly end: Point;
  /** The wire is led by hand and needs no other way. */
  readonly isOff: boolean;
}

/** The way of a wire around the nodes between its ends, kept up as they move. */
export function useDetour({ source, target, start, end, isOff }: Ends): Detour | undefined {
  return useStore(
    ({ nodeLookup }) => {
      if (isOff || nodeLookup.size > MOST_NODES || end.x <= start.x) return undefined;
      const boxes: Box[] = [];
      for (const [id, node] of nodeLookup) {
        const { width, height } = node.measured;
        if (id === source || id === target || !width || !height) continue;
        if (node.type === 'note' || node.type === 'frame') continue;
        boxes.push({ ...node.internals.positionAbsolute, width, height });
      }
      return detourAround(start, end, boxes);
    },
    (a, b) => a?.y === b?.y && a?.from === b?.from && a?.to === b?.to,
  );
}
