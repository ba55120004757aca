import { registry } from '../../../nodes/registry';
import type { GraphDocument, Wire } from '../../graph/document';
import type { Fact } from '../../plan/kind';
import { detourAround, wirePath } from '../canvas/wire-route';
import { nodeTitle } from '../store/node-hooks';
import { type Card, FACT_HEIGHT, layOutCard } from './card-layout';
import { noteLines } from './note-lines';
import type { PicturePalette } from './palette';
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
  const cards = document.nodes.map((node) => layOutCard(node, document.wires, factsOf(node.id)));
  const left = Math.floor(Math.min(0, ...cards.map(({ x }) => x)) - MARGIN);
  const top = Math.floor(Math.min(0, ...cards.map(({ y }) => y)) - MARGIN);
  const width = Math.ceil(Math.max(400, ...cards.map((card) => card.x + card.width)) + MARGIN - left);
  const height = Math.ceil(Math.max(200, ...cards.map((card) => card.y + card.height)) + MARGIN - top);
  const byId = new Map(cards.map((card) => [card.node.id, card]));
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}" font-family="${FONT}">`,
    `<title>${escapeXml(document.title)}</title>`,
    metadata,
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${palette.canvas}"/>`,
    ...document.wires.map((wire) => drawWire(wire, byId, cards, palette)),
    ...cards.map((card) => (card.node.kind === 'note' ? drawNote(card, options) : drawCard(card, options))),
    '</svg>',
  ];
  return { svg: parts.join('\n'), width, height };
}

const TINTS = new Map<string, keyof PicturePalette>([
  ['data', 'data'],
  ['model', 'model'],
  ['training', 'training'],
  ['trained', 'training'],
  ['results', 'results'],
  ['report', 'results'],
  ['notes', 'notes'],
]);

const tint = (palette: PicturePalette, name: string | undefined): string =>
  palette[TINTS.get(name ?? '') ?? 'text-3'];

function drawWire(
  { from, to }: Wire,
  byId: ReadonlyMap<string, Card>,
  cards: readonly Card[],
  palette: PicturePalette,
): string {
  const source = byId.get(from.node);
  const target = byId.get(to.node);
  const start = source?.ports.find((port) => port.direction === 'output' && port.name === from.port);
  const end = target?.ports.find((port) => port.direction === 'input' && port.name === to.port);
  if (!start || !end) return '';
  const others = cards.filter((card) => card !== source && card !== target && card.node.kind !== 'note');
  const path = wirePath(start, end, detourAround(start, end, others));
  return `<path d="${path}" fill="none" stroke="${tint(palette, start.spec?.type)}" stroke-width="2.5"/>`;
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
  const { x, y, width, height, node, ports, facts, factsTop, subtitle } = card;
  const kind = registry.get(node.kind);
  const own = tint(palette, kind?.category);
  const title = clipText(nodeTitle(node), width - 68, { size: 17.5, weight: 600 }, measure);
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="10" fill="${palette.surface}" stroke="${palette['border-strong']}"${kind ? '' : ' stroke-dasharray="5 4"'}/>`,
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
      const label = clipText(port.spec?.label ?? port.name, width / 2 - 24, { size: 14.5 }, measure);
      return (
        `<circle cx="${port.x}" cy="${port.y}" r="5.5" fill="${tint(palette, port.spec?.type)}" stroke="${palette.surface}" stroke-width="1.5"/>` +
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

const NOTE_LINE = 19;

function drawNote({ x, y, width, height, node }: Card, { palette, measure }: DrawOptions): string {
  const content = typeof node.params.text === 'string' ? node.params.text : '';
  const most = Math.max(1, Math.floor((height - 20) / NOTE_LINE));
  const lines = noteLines(content, width - 28, most, measure);
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
