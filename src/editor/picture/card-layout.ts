import { registry } from '../../../nodes/registry';
import type { GraphNode, Wire } from '../../graph/document';
import type { Fact } from '../../plan/kind';
import { type Port, portsToDraw } from '../canvas/ports';
import type { Box, Point } from '../canvas/wire-route';

/** A node of an exported picture: its box and where its parts are. */
export interface Card extends Box {
  readonly node: GraphNode;
  readonly ports: readonly (Port & Point)[];
  readonly facts: readonly Fact[];
  /** Where the facts begin. */
  readonly factsTop: number;
  readonly subtitle?: string;
}

export const CARD_WIDTH = 252;
export const PORT_HEIGHT = 26;
export const FACT_HEIGHT = 23;
const HEADER_HEIGHT = 50;
const SUBTITLE_HEIGHT = 14;
const MOST_FACTS = 3;
const NOTE_SIZE = { width: 260, height: 120 };

/** How a node is drawn: as on the canvas, without what depends on runs. */
export function layOutCard(node: GraphNode, wires: readonly Wire[], facts: readonly Fact[]): Card {
  const { x, y } = node.position;
  if (node.kind === 'note') {
    return { node, x, y, ...NOTE_SIZE, ...node.size, ports: [], facts: [], factsTop: 0 };
  }
  const kind = registry.get(node.kind);
  const subtitle = kind === undefined ? `Unknown kind “${node.kind}”` : node.label ? kind.label : undefined;
  const portsTop = y + HEADER_HEIGHT + (subtitle ? SUBTITLE_HEIGHT : 0);
  const all = portsToDraw(node, wires);
  const column = (direction: 'input' | 'output') =>
    all
      .filter((port) => port.direction === direction)
      .map((port, row) => ({
        ...port,
        x: direction === 'input' ? x : x + CARD_WIDTH,
        y: portsTop + PORT_HEIGHT * (row + 0.5),
      }));
  const inputs = column('input');
  const outputs = column('output');
  const shown = facts.slice(0, MOST_FACTS);
  const factsTop = portsTop + PORT_HEIGHT * Math.max(inputs.length, outputs.length) + 8;
  return {
    node,
    x,
    y,
    width: CARD_WIDTH,
    height: factsTop + FACT_HEIGHT * shown.length + (shown.length > 0 ? 8 : 4) - y,
    ports: [...inputs, ...outputs],
    facts: shown,
    factsTop,
    ...(subtitle !== undefined && { subtitle }),
  };
}
