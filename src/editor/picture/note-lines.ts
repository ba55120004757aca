import type { MeasureText } from './text-width';
import { clipText } from './text-width';

interface NoteLine {
  readonly text: string;
  readonly isHeading: boolean;
}

const LONGEST = 5000;
const TYPE = { size: 14 };

/** Markdown as plain lines that fit into a width: its marks are left out, its breaks are kept. */
export function noteLines(
  markdown: string,
  width: number,
  most: number,
  measure: MeasureText,
): readonly NoteLine[] {
  const lines: NoteLine[] = [];
  for (const source of markdown.slice(0, LONGEST).trim().split('\n')) {
    const isHeading = /^\s*#/.test(source);
    let line = '';
    for (const word of plain(source).split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`;
      if (line !== '' && measure(longer, TYPE) > width) {
        lines.push({ text: clipText(line, width, TYPE, measure), isHeading });
        line = word;
      } else line = longer;
      if (lines.length > most) break;
    }
    lines.push({ text: clipText(line, width, TYPE, measure), isHeading });
    if (lines.length > most) break;
  }
  if (lines.length <= most) return lines;
  const last = lines[most - 1];
  return [...lines.slice(0, most - 1), ...(last ? [{ ...last, text: `${last.text} …` }] : [])];
}

const plain = (line: string): string =>
  line
    .replace(/^\s*#+\s*/, '')
    .replace(/^\s*[-*+]\s+/, '• ')
    .replace(/!?\[([^\]]{0,300})\]\([^)]{0,300}\)/g, '$1')
    .replace(/[*_`]/g, '')
    .trim();
