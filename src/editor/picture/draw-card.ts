import type { Off } from '../../plan/switched-off';
import { type Card, type CardPort, FACT_HEIGHT, HEADER_HEIGHT, SUBTITLE_HEIGHT } from './card-layout';
import { drawText } from './draw-text';
import { type PicturePalette, paletteName } from './palette';
import { clipText, type MeasureText } from './text-width';

interface CardLooks {
  readonly palette: PicturePalette;
  readonly measure: MeasureText;
  /** Why the node does no work, where it does none. */
  readonly off: Off | undefined;
}

const TYPE = { size: 14.5 };
const TITLE = { size: 17.5, weight: 600 };
/** Right of the name. */
const MARK_ROOM = 34;
/** How far what does no work stands back. */
const FADED = 0.55;

export function drawCard(card: Card, looks: CardLooks): string {
  const { palette, measure, off } = looks;
  const { x, y, width, subtitle } = card;
  const room = width - 68 - (off ? MARK_ROOM : 0);
  const title = clipText(card.title, room, TITLE, measure);
  const kind = subtitle && clipText(subtitle, room, { size: 13 }, measure);
  return [
    drawBox(card, looks),
    faded(drawIcon(card, looks), off),
    drawText(x + 52, y + (kind ? 25 : 32), title, { ...TITLE, fill: palette.text }),
    ...(kind ? [drawText(x + 52, y + 43, kind, { size: 13, fill: palette['text-3'] })] : []),
    ...(off ? [drawMark(x + width - 13, y + 26, off, palette)] : []),
    ...card.ports.map((port) => drawPort(port, card, looks)),
    faded(drawFacts(card, looks), off),
  ].join('');
}

const faded = (drawn: string, off: Off | undefined): string =>
  off && drawn ? `<g opacity="${FADED}">${drawn}</g>` : drawn;

function drawBox(card: Card, { palette, off }: CardLooks): string {
  const { x, y, width, height, isUnknown, isPile, own, subtitle } = card;
  const tint = palette[card.colour];
  const edge =
    off === 'bypass' ? palette.model : own ? palette[own] : isPile ? tint : palette['border-strong'];
  const dashes = isUnknown || off ? ' stroke-dasharray="5 4"' : '';
  const box = `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="10"`;
  const header = HEADER_HEIGHT + (subtitle ? SUBTITLE_HEIGHT : 0) - 2;
  return [
    ...(isPile
      ? [
          `<rect x="${x + 4}" y="${y + 4}" width="${width}" height="${height}" rx="10" fill="${palette.surface}" stroke="${tint}" stroke-opacity="0.5"/>`,
        ]
      : []),
    `${box} fill="${palette.canvas}"/>`,
    `${box} fill="${palette.surface}" fill-opacity="${off ? 0.7 : 1}"/>`,
    ...(own
      ? [
          `<path d="M ${x},${y + header} v ${10 - header} a 10,10 0 0 1 10,-10 h ${width - 20} a 10,10 0 0 1 10,10 v ${header - 10} z" fill="${palette[own]}" fill-opacity="0.2"/>`,
        ]
      : []),
    `${box} fill="none" stroke="${edge}"${own || off === 'bypass' ? ' stroke-opacity="0.6"' : ''}${dashes}/>`,
  ].join('');
}

function drawIcon({ x, y, colour }: Card, { palette, off }: CardLooks): string {
  const tint = palette[off ? 'text-3' : colour];
  return (
    `<rect x="${x + 13}" y="${y + 11}" width="30" height="30" rx="8" fill="${tint}" fill-opacity="0.16"/>` +
    `<circle cx="${x + 28}" cy="${y + 26}" r="6.5" fill="${tint}"/>`
  );
}

/** The mark of a node that does no work, in the form of a pill that ends at `right`. */
function drawMark(right: number, middle: number, off: Off, palette: PicturePalette): string {
  const colour = off === 'bypass' ? palette.model : palette['text-3'];
  const x = right - 13;
  const lines =
    off === 'bypass'
      ? // An arrow that goes around.
        `M ${x - 5},${middle + 4} a 5.5,5.5 0 0 1 9.5,-3 M ${x + 5},${middle - 4} v 5 h -5`
      : // A circle that is struck through.
        `M ${x - 5},${middle} a 5,5 0 1 0 10,0 a 5,5 0 1 0 -10,0 M ${x - 3.5},${middle - 3.5} l 7,7`;
  return (
    `<rect x="${right - 26}" y="${middle - 10}" width="26" height="20" rx="10" fill="${colour}" fill-opacity="0.18"/>` +
    `<path d="${lines}" fill="none" stroke="${palette.text}" stroke-width="1.8" stroke-linecap="round"/>`
  );
}

function drawPort(port: CardPort, card: Card, { palette, measure }: CardLooks): string {
  const isInput = port.direction === 'input';
  const colour = palette[paletteName(port.spec?.type)];
  const label = clipText(port.label, roomOf(port, card, measure), TYPE, measure);
  const looks = port.isOpen
    ? `r="4.5" fill="${palette.surface}" stroke="${colour}" stroke-width="2"`
    : `r="5.5" fill="${colour}" stroke="${palette.surface}" stroke-width="1.5"`;
  return (
    `<circle cx="${port.x}" cy="${port.y}" ${looks}/>` +
    drawText(port.x + (isInput ? 14 : -14), port.y + 5, label, {
      ...TYPE,
      fill: palette['text-2'],
      ...(!isInput && { anchor: 'end' }),
    })
  );
}

/** For the name of a port: an input gets a half at most, an output what is left. */
function roomOf(port: CardPort, { width, ports }: Card, measure: MeasureText): number {
  const beside = ports.find(({ y, direction }) => y === port.y && direction !== port.direction);
  if (!beside) return width - 28;
  const half = width / 2 - 24;
  return port.direction === 'input' ? half : width - 48 - Math.min(half, measure(beside.label, TYPE));
}

function drawFacts({ x, width, facts, factsTop }: Card, { palette, measure }: CardLooks): string {
  return facts
    .flatMap(({ label, value }, row) => {
      const line = factsTop + FACT_HEIGHT * row + 16;
      // The value gets what it needs up to a half; the label what is left of that.
      const valueWidth = Math.min(measure(value, TYPE), width / 2);
      const shownLabel = clipText(label, width - 38 - valueWidth, TYPE, measure);
      const room = width - 38 - measure(shownLabel, TYPE);
      return [
        drawText(x + 13, line, shownLabel, { ...TYPE, fill: palette['text-3'] }),
        drawText(x + width - 13, line, clipText(value, room, TYPE, measure), {
          ...TYPE,
          fill: palette.text,
          anchor: 'end',
        }),
      ];
    })
    .join('');
}
