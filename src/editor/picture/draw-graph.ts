import type { GraphDocument, Group, Wire } from '../../graph/document';
import { groupColourOf, groupTitle } from '../../graph/groups/edit';
import { drawnEnd, hiddenNodes, isFoldedAway } from '../../graph/groups/fold';
import { ledPath } from '../../graph/led-route';
import { modeOf } from '../../graph/mode';
import type { Fact } from '../../plan/kind';
import type { Off } from '../../plan/switched-off';
import { type Box, detourAround, wirePath } from '../canvas/wire-route';
import { frameAround } from '../groups/frames';
import { GROUP_TOKENS } from '../groups/group-colour';
import { type Card, layOutCard } from './card-layout';
import { drawCard } from './draw-card';
import { drawNote, fromTheBack } from './draw-note';
import { drawText } from './draw-text';
import { layOutGroup } from './group-layout';
import { type PicturePalette, paletteName } from './palette';
import { clipText, type MeasureText } from './text-width';
import { escapeXml } from './xml';

export interface DrawOptions {
  readonly palette: PicturePalette;
  readonly measure: MeasureText;
  /** What the compiler knows of a node, by its id. */
  readonly infoOf: (nodeId: string) => Known | undefined;
  /** Elements to put in first, e.g. the graph itself as metadata. */
  readonly metadata?: string;
}

interface Known {
  readonly facts: readonly Fact[];
  readonly off?: Off;
}

export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const MARGIN = 40;
/** Only what every system has: a picture loads nothing. */
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** The whole graph as one SVG without scripts, links or outside fonts. All text of the user's is escaped. */
export function drawGraph(document: GraphDocument, options: DrawOptions): Drawing {
  const { palette, measure, infoOf, metadata = '' } = options;
  const hidden = hiddenNodes(document.groups);
  const groups = document.groups ?? [];
  const cards = [
    ...document.nodes
      .filter(({ id }) => !hidden.has(id))
      .map((node) => layOutCard(node, document.wires, infoOf(node.id)?.facts ?? [])),
    ...groups.filter(({ collapsed }) => collapsed).map((group) => layOutGroup(document, group)),
  ];
  const byId = new Map(cards.map((card) => [card.id, card]));
  const frames = groups.flatMap((group) => {
    const box = group.collapsed ? undefined : frameAround(group.members.flatMap((id) => byId.get(id) ?? []));
    return box ? [{ group, box }] : [];
  });
  const boxes = [...cards, ...frames.map(({ box }) => box)];
  const left = Math.floor(Math.min(0, ...boxes.map(({ x }) => x)) - MARGIN);
  const top = Math.floor(Math.min(0, ...boxes.map(({ y }) => y)) - MARGIN);
  const width = Math.ceil(Math.max(400, ...boxes.map((box) => box.x + box.width)) + MARGIN - left);
  const height = Math.ceil(Math.max(200, ...boxes.map((box) => box.y + box.height)) + MARGIN - top);
  const modes = new Map(document.nodes.map((node) => [node.id, modeOf(node)]));
  const drawn = { byId, cards, hidden, palette };
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}" font-family="${FONT}">`,
    `<title>${escapeXml(document.title)}</title>`,
    metadata,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${palette.canvas}"/>`,
    ...fromTheBack(cards.filter(isNote)).map((note) => drawNote(note, { palette, measure, cards })),
    ...frames.map(({ group, box }) => drawFrame(group, box, options)),
    ...document.wires.map((wire) => drawWire(wire, drawn)),
    ...cards
      .filter((card) => !isNote(card))
      .map((card) => drawCard(card, { palette, measure, off: modes.get(card.id) ?? infoOf(card.id)?.off })),
    '</svg>',
  ];
  return { svg: parts.join('\n'), width, height };
}

const isNote = ({ note }: Card): boolean => note !== undefined;

interface Drawn {
  readonly byId: ReadonlyMap<string, Card>;
  readonly cards: readonly Card[];
  readonly hidden: ReadonlyMap<string, Group>;
  readonly palette: PicturePalette;
}

function drawWire(wire: Wire, { byId, cards, hidden, palette }: Drawn): string {
  if (isFoldedAway(wire, hidden)) return '';
  const from = drawnEnd(wire.from, hidden);
  const to = drawnEnd(wire.to, hidden);
  const source = byId.get(from.node);
  const target = byId.get(to.node);
  const start = source?.ports.find((port) => port.direction === 'output' && port.name === from.port);
  const end = target?.ports.find((port) => port.direction === 'input' && port.name === to.port);
  if (!start || !end) return '';
  const others = cards.filter((card) => card !== source && card !== target && !isNote(card));
  const path = wire.points?.length
    ? ledPath(start, wire.points, end)
    : wirePath(start, end, detourAround(start, end, others));
  return `<path d="${path}" fill="none" stroke="${palette[paletteName(start.spec?.type)]}" stroke-width="2.5"/>`;
}

function drawFrame(group: Group, { x, y, width, height }: Box, { palette, measure }: DrawOptions): string {
  const own = palette[GROUP_TOKENS[groupColourOf(group)]];
  const title = clipText(groupTitle(group), width - 28, { size: 16, weight: 600 }, measure);
  return (
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="14" fill="${own}" fill-opacity="0.07" stroke="${own}" stroke-opacity="0.45" stroke-width="1.5"/>` +
    drawText(x + 14, y + 27, title, { size: 16, weight: 600, fill: palette.text })
  );
}
