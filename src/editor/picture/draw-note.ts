import type { Box } from '../canvas/wire-route';
import { isWithin } from '../notes/within';
import type { Card } from './card-layout';
import { drawText } from './draw-text';
import { noteLines } from './note-lines';
import type { PicturePalette } from './palette';
import type { MeasureText } from './text-width';

const LINE = 19;

interface NoteLooks {
  readonly palette: PicturePalette;
  readonly measure: MeasureText;
  /** All cards of the picture: a note with some inside is their frame. */
  readonly cards: readonly Card[];
}

/** A note as a sheet of paper or, with nodes inside, as their frame. */
export function drawNote(card: Card, { palette, measure, cards }: NoteLooks): string {
  const { x, y, width, height, note = '', own } = card;
  const most = Math.max(1, Math.floor((height - 20) / LINE));
  const lines = noteLines(note, width - 28, most, measure);
  const colour = palette[own ?? 'notes'];
  const isFrame = cards.some((other) => other !== card && isWithin(other, card));
  const box = `<rect x="${x}" y="${y}" width="${width}" height="${height}"`;
  return [
    ...(isFrame
      ? [
          `${box} rx="14" fill="${colour}" fill-opacity="0.09" stroke="${colour}" stroke-opacity="0.45" stroke-width="1.5"/>`,
        ]
      : [
          `${box} rx="10" fill="${palette.surface}"/>`,
          `${box} rx="10" fill="${colour}" fill-opacity="0.1" stroke="${colour}" stroke-opacity="0.4"/>`,
        ]),
    ...lines.map(({ text, isHeading }, row) =>
      drawText(x + 14, y + 26 + LINE * row, text, {
        size: 14,
        fill: palette.text,
        ...(isHeading && { weight: 600 }),
      }),
    ),
  ].join('');
}

/** Notes from the back to the front: the larger ones lie behind the smaller. */
export const fromTheBack = <B extends Box>(notes: readonly B[]): readonly B[] =>
  [...notes].sort((a, b) => b.width * b.height - a.width * a.height);
