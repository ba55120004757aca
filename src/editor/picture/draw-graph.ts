import type { GraphDocument, Group, Wire } from '../../graph/document';
import { groupColourOf, groupTitle } from '../../graph/groups/edit';
import { drawnEnd, hiddenNodes, isFoldedAway } from '../../graph/groups/fold';
import type { Fact } from '../../plan/kind';
import { type Box, detourAround, wirePath } from '../canvas/wire-route';
import { frameAround } from '../groups/frames';
import { GROUP_TOKENS } from '../groups/group-colour';
import { type Card, FACT_HEIGHT, layOutCard } from './card-layout';
import { layOutGroup } from './group-layout';
import { noteLines } from './note-lines';
import { type PicturePalette, paletteName } from './palette';
import { clipText, type MeasureText } from './text-width';
import { escapeXml } from './xml';

export interface DrawOptions {
  readonly palette: PicturePalette;
  readonly measure: MeasureText;
  /** What the compiler knows of a node, by its id. */
  readonly factsOf: (nodeId: string) => readonly Fact[];
  /** Elements to put in first, e.g. the graph itself as metadata. */
  readonly metadata?: string;
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
  const { palette, factsOf, metadata = '' } = options;
  const hidden = hiddenNodes(document.groups);
  const groups = document.groups ?? [];
  const cards = [
    ...document.nodes
      .filter(({ id }) => !hidden.has(id))
      .map((node) => layOutCard(node, document.wires, factsOf(node.id))),
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
  const drawn = { byId, cards, hidden, palette };
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}" font-family="${FONT}">`,
    `<title>${escapeXml(document.title)}</title>`,
    metadata,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${palette.canvas}"/>`,
    ...frames.map(({ group, box }) => drawFrame(group, box, options)),
    ...document.wires.map((wire) => drawWire(wire, drawn)),
    ...cards.map((card) => (card.note === undefined ? drawCard(card, options) : drawNote(card, options))),
    '</svg>',
  ];
  return { svg: parts.join('\n'), width, height };
}

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
  const others = cards.filter((card) => card !== source && card !== target && card.note === undefined);
  const path = wirePath(start, end, detourAround(start, end, others));
  return `<path d="${path}" fill="none" stroke="${palette[paletteName(start.spec?.type)]}" stroke-width="2.5"/>`;
}

interface TextStyle {
  readonly size: number;
  readonly weight?: number;
  readonly fill: string;
  readonly anchor?: 'end';
}

const text = (x: number, y: number, content: string, { size, weight, fill, anchor }: TextStyle): string =>
  `<text x="${x}" y="${y}" font-size="${size}"${weight ? ` font-weight="${weight}"` : ''} fill="${fill}"${anchor ? ` text-anchor="${anchor}"` : ''}>${escapeXml(content)}</text>`;

function drawCard(card: Card, { palette, measure }: DrawOptions): string {
  const { x, y, width, height, ports, facts, factsTop, subtitle, isUnknown, isPile } = card;
  const own = palette[card.colour];
  const title = clipText(card.title, width - 68, { size: 17.5, weight: 600 }, measure);
  return [
    ...(isPile
      ? [
          `<rect x="${x + 4}" y="${y + 4}" width="${width}" height="${height}" rx="10" fill="${palette.surface}" stroke="${own}" stroke-opacity="0.5"/>`,
        ]
      : []),
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="10" fill="${palette.surface}" stroke="${isPile ? own : palette['border-strong']}"${isUnknown ? ' stroke-dasharray="5 4"' : ''}/>`,
    `<rect x="${x + 13}" y="${y + 11}" width="30" height="30" rx="8" fill="${own}" fill-opacity="0.16"/>`,
    `<circle cx="${x + 28}" cy="${y + 26}" r="6.5" fill="${own}"/>`,
    text(x + 52, y + (subtitle ? 25 : 32), title, { size: 17.5, weight: 600, fill: palette.text }),
    ...(subtitle
      ? [
          text(x + 52, y + 43, clipText(subtitle, width - 68, { size: 13 }, measure), {
            size: 13,
            fill: palette['text-3'],
          }),
        ]
      : []),
    ...ports.map((port) => {
      const isInput = port.direction === 'input';
      const room = isPile ? width - 28 : width / 2 - 24;
      const label = clipText(port.label, room, { size: 14.5 }, measure);
      return (
        `<circle cx="${port.x}" cy="${port.y}" r="5.5" fill="${palette[paletteName(port.spec?.type)]}" stroke="${palette.surface}" stroke-width="1.5"/>` +
        text(port.x + (isInput ? 14 : -14), port.y + 5, label, {
          size: 14.5,
          fill: palette['text-2'],
          ...(!isInput && { anchor: 'end' }),
        })
      );
    }),
    ...facts.flatMap(({ label, value }, row) => {
      const line = factsTop + FACT_HEIGHT * row + 16;
      // The value gets what it needs up to a half; the label what is left of that.
      const valueWidth = Math.min(measure(value, { size: 14.5 }), width / 2);
      const shownLabel = clipText(label, width - 38 - valueWidth, { size: 14.5 }, measure);
      const room = width - 38 - measure(shownLabel, { size: 14.5 });
      return [
        text(x + 13, line, shownLabel, { size: 14.5, fill: palette['text-3'] }),
        text(x + width - 13, line, clipText(value, room, { size: 14.5 }, measure), {
          size: 14.5,
          fill: palette.text,
          anchor: 'end',
        }),
      ];
    }),
  ].join('');
}

function drawFrame(group: Group, { x, y, width, height }: Box, { palette, measure }: DrawOptions): string {
  const own = palette[GROUP_TOKENS[groupColourOf(group)]];
  const title = clipText(groupTitle(group), width - 28, { size: 16, weight: 600 }, measure);
  return (
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="14" fill="${own}" fill-opacity="0.07" stroke="${own}" stroke-opacity="0.45" stroke-width="1.5"/>` +
    text(x + 14, y + 27, title, { size: 16, weight: 600, fill: palette.text })
  );
}

const NOTE_LINE = 19;

function drawNote({ x, y, width, height, note = '' }: Card, { palette, measure }: DrawOptions): string {
  const most = Math.max(1, Math.floor((height - 20) / NOTE_LINE));
  const lines = noteLines(note, width - 28, most, measure);
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="10" fill="${palette.surface}"/>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="10" fill="${palette.notes}" fill-opacity="0.1" stroke="${palette.notes}" stroke-opacity="0.4"/>`,
    ...lines.map(({ text: line, isHeading }, row) =>
      text(x + 14, y + 26 + NOTE_LINE * row, line, {
        size: 14,
        fill: palette.text,
        ...(isHeading && { weight: 600 }),
      }),
    ),
  ].join('');
}
