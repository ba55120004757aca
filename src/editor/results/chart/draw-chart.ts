import { scaleLinear, scaleLog } from 'd3-scale';
import { FIGURE_FONTS, type Figure } from '../../export/figure';
import type { PicturePalette } from '../../picture/palette';
import { estimateWidth } from '../../picture/text-width';
import { escapeXml } from '../../picture/xml';
import type { Span } from './zoom';

type Point = readonly [x: number, y: number | null];

interface ChartLine {
  readonly label: string;
  readonly color: string;
  readonly points: readonly Point[];
  /** Drawn thin and pale, and not named: a moving average of it is drawn too. */
  readonly faint?: boolean;
}

export interface ChartToDraw {
  readonly title: string;
  readonly xLabel: string;
  readonly x: {
    readonly span: Span;
    readonly scale: 'linear' | 'log';
    readonly format: (value: number) => string;
  };
  /** Without a span, the values in view say how far it goes. */
  readonly y: { readonly span?: readonly [number, number]; readonly format: (value: number) => string };
  readonly lines: readonly ChartLine[];
  readonly markers: readonly { readonly x: number; readonly text: string }[];
  readonly palette: PicturePalette;
}

const WIDTH = 640;
const HEIGHT = 360;
const PLOT = { left: 58, right: WIDTH - 20, top: 62, bottom: HEIGHT - 44 };
const TICKS = { x: 8, y: 5 };
const Y_PADDING = 0.08;

/** A chart with axes, names of its lines and markers, as an SVG that needs nothing else. */
export function drawChart(chart: ChartToDraw): Figure {
  const { x, y, lines, palette } = chart;
  const xs = (x.scale === 'log' ? scaleLog : scaleLinear)(x.span, [PLOT.left, PLOT.right]);
  const ys = scaleLinear(y.span ?? valuesIn(lines, x.span), [PLOT.bottom, PLOT.top]);
  const label = (at: number, line: number, content: string, anchor: string, color = palette['text-3']) =>
    `<text x="${round(at)}" y="${round(line)}" text-anchor="${anchor}" fill="${color}">${escapeXml(content)}</text>`;
  const rows = ys
    .ticks(TICKS.y)
    .map(
      (value) =>
        hLine(ys(value), palette.border) + label(PLOT.left - 8, ys(value) + 4, y.format(value), 'end'),
    );
  const columns = (x.scale === 'log' ? decades(x.span) : wholes(xs.ticks(TICKS.x))).map(
    (value) =>
      vLine(xs(value), palette.border) + label(xs(value), PLOT.bottom + 18, x.format(value), 'middle'),
  );
  const markers = chart.markers
    .filter((marker) => marker.x >= x.span[0] && marker.x <= x.span[1])
    .map(({ x: at, text }) => {
      const isRight = xs(at) > (PLOT.left + 4 * PLOT.right) / 5;
      return (
        vLine(xs(at), palette['text-3'], '4 4') +
        label(xs(at) + (isRight ? -6 : 6), PLOT.bottom - 8, text, isRight ? 'end' : 'start')
      );
    });
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="${FIGURE_FONTS}" font-size="12">`,
    `<title>${escapeXml(chart.title)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${palette.surface}"/>`,
    `<clipPath id="plot"><rect x="${PLOT.left}" y="${PLOT.top - 2}" width="${PLOT.right - PLOT.left + 2}" height="${PLOT.bottom - PLOT.top + 4}"/></clipPath>`,
    `<text x="16" y="26" font-size="15" font-weight="600" fill="${palette.text}">${escapeXml(chart.title)}</text>`,
    drawLegend(lines, palette),
    ...columns,
    ...rows,
    label((PLOT.left + PLOT.right) / 2, HEIGHT - 8, chart.xLabel, 'middle'),
    ...markers,
    `<g clip-path="url(#plot)" fill="none" stroke-linejoin="round">`,
    ...lines.map((line) => drawLine(line, xs, ys)),
    '</g></svg>',
  ].join('');
  return { svg, width: WIDTH, height: HEIGHT };
}

function drawLegend(lines: readonly ChartLine[], palette: PicturePalette): string {
  let at = 16;
  return lines
    .filter(({ faint }) => !faint)
    .map(({ label, color }) => {
      const item = `<rect x="${round(at)}" y="37" width="10" height="10" rx="3" fill="${color}"/><text x="${round(at + 15)}" y="46" fill="${palette['text-2']}">${escapeXml(label)}</text>`;
      at += 31 + estimateWidth(label, { size: 12 });
      return item;
    })
    .join('');
}

function drawLine(
  { points, color, faint }: ChartLine,
  x: (value: number) => number,
  y: (value: number) => number,
): string {
  let path = '';
  let isDown = false;
  for (const [at, value] of points) {
    if (value !== null) path += `${isDown ? 'L' : 'M'}${round(x(at))} ${round(y(value))}`;
    isDown = value !== null;
  }
  const [only, ...more] = points.filter(([, value]) => value !== null);
  if (only && more.length === 0) {
    return `<circle cx="${round(x(only[0]))}" cy="${round(y(only[1] ?? 0))}" r="3" fill="${color}"/>`;
  }
  return `<path d="${path}" stroke="${color}" stroke-width="${faint ? 1.25 : 2}"${faint ? ' stroke-opacity="0.3"' : ''}/>`;
}

/** From the least to the most that is in view, and a little more. */
function valuesIn(lines: readonly ChartLine[], [from, to]: Span): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { points } of lines) {
    for (const [x, y] of points) {
      if (y === null || x < from || x > to) continue;
      low = Math.min(low, y);
      high = Math.max(high, y);
    }
  }
  if (low > high) return [0, 1];
  const room = Y_PADDING * (high - low || Math.abs(high) || 1);
  // Losses do not go below 0, and an axis that did would look as if they could.
  return [low >= 0 ? Math.max(0, low - room) : low - room, high + room];
}

const wholes = (ticks: readonly number[]): number[] => ticks.filter(Number.isInteger);

/** Powers of ten, at most about eight of them. */
function decades([from, to]: Span): number[] {
  const low = Math.ceil(Math.log10(from) - 1e-9);
  const high = Math.floor(Math.log10(to) + 1e-9);
  const step = Math.max(1, Math.ceil((high - low) / TICKS.x));
  return Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, place) =>
    Number(`1e${low + place * step}`),
  );
}

const vLine = (x: number, color: string, dash?: string): string =>
  `<line x1="${round(x)}" x2="${round(x)}" y1="${PLOT.top}" y2="${PLOT.bottom}" stroke="${color}"${dash ? ` stroke-dasharray="${dash}"` : ''}/>`;
const hLine = (y: number, color: string): string =>
  `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${round(y)}" y2="${round(y)}" stroke="${color}"/>`;

const round = (value: number): number => Math.round(value * 100) / 100;
