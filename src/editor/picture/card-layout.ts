import { registry } from '../../../nodes/registry';
import type { GraphNode, Wire } from '../../graph/document';
import type { Fact } from '../../plan/kind';
import { type Port, portsToDraw } from '../canvas/ports';
import type { Box, Point } from '../canvas/wire-route';
import { t } from '../language/t';
import { nodeTitle } from '../store/node-hooks';
import { nodeColourName, type PicturePalette, paletteName } from './palette';

export interface CardPort extends Port, Point {
  readonly label: string;
  /** Nothing is wired to it. */
  readonly isOpen?: boolean;
}

/** A node of an exported picture, or a group that stands for several: its box and where its parts are. */
export interface Card extends Box {
  readonly id: string;
  readonly title: string;
  readonly subtitle?: string;
  readonly colour: keyof PicturePalette;
  /** The colour that the user gave it. */
  readonly own?: keyof PicturePalette;
  /** Of an unknown kind. */
  readonly isUnknown?: boolean;
  /** More than one node is under it. */
  readonly isPile?: boolean;
  /** The text of a note, which has nothing else. */
  readonly note?: string;
  readonly ports: readonly CardPort[];
  readonly facts: readonly Fact[];
  /** Where the facts begin. */
  readonly factsTop: number;
}

export const CARD_WIDTH = 252;
export const PORT_HEIGHT = 26;
export const FACT_HEIGHT = 23;
export const HEADER_HEIGHT = 50;
export const SUBTITLE_HEIGHT = 14;
const MOST_FACTS = 3;
const NOTE_SIZE = { width: 260, height: 120 };

/** How a node is drawn: as on the canvas, without what depends on runs. */
export function layOutCard(node: GraphNode, wires: readonly Wire[], facts: readonly Fact[]): Card {
  const { x, y } = node.position;
  const kind = registry.get(node.kind);
  const own = nodeColourName(node);
  const base = {
    id: node.id,
    x,
    y,
    title: nodeTitle(node),
    colour: paletteName(kind?.category),
    ...(own && { own }),
  };
  if (node.kind === 'note') {
    const note = typeof node.params.text === 'string' ? node.params.text : '';
    return { ...base, ...NOTE_SIZE, ...node.size, note, ports: [], facts: [], factsTop: 0 };
  }
  const subtitle =
    kind === undefined
      ? t('Unknown kind “{kind}”', { kind: node.kind })
      : node.label
        ? kind.label
        : undefined;
  const portsTop = y + HEADER_HEIGHT + (subtitle ? SUBTITLE_HEIGHT : 0);
  const all = portsToDraw(node, wires);
  const column = (direction: 'input' | 'output') =>
    all
      .filter((port) => port.direction === direction)
      .map((port, row) => ({
        ...port,
        label: port.spec?.label ?? port.name,
        isOpen: !wires.some(({ from, to }) => {
          const end = direction === 'input' ? to : from;
          return end.node === node.id && end.port === port.name;
        }),
        x: direction === 'input' ? x : x + CARD_WIDTH,
        y: portsTop + PORT_HEIGHT * (row + 0.5),
      }));
  const inputs = column('input');
  const outputs = column('output');
  const shown = facts.slice(0, MOST_FACTS);
  const factsTop = portsTop + PORT_HEIGHT * Math.max(inputs.length, outputs.length) + 8;
  return {
    ...base,
    isUnknown: kind === undefined,
    width: CARD_WIDTH,
    height: factsTop + FACT_HEIGHT * shown.length + (shown.length > 0 ? 8 : 4) - y,
    ports: [...inputs, ...outputs],
    facts: shown,
    factsTop,
    ...(subtitle !== undefined && { subtitle }),
  };
}
