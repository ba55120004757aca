import { FIGURE_FONTS, type Figure } from '../../export/figure';
import { t } from '../../language/t';
import { escapeXml } from '../../picture/xml';
import { type ColourBy, groupOf, type MapGroup, type MapPoint } from './map-points';
import { placePoints, RADIUS } from './paint-map';

const SIDE = 640;
const LEGEND = 190;
const ROW = 20;

interface Drawn {
  readonly points: readonly MapPoint[];
  readonly by: ColourBy;
  readonly groups: readonly MapGroup[];
  readonly colours: readonly string[];
  readonly hidden: ReadonlySet<number>;
}

/** The whole map with its legend as an SVG, in the colours of the theme. */
export function drawMapFigure({ points, by, groups, colours, hidden }: Drawn): Figure {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(name).trim();
  const places = placePoints(points, SIDE, SIDE);
  const marks = points.flatMap((point, place) => {
    const group = groupOf(point, by);
    const { x, y } = places[place] ?? { x: 0, y: 0 };
    if (hidden.has(group)) return [];
    return [markOf(round(x), round(y), colours[group] ?? color('--text'), point.isRight)];
  });
  const shown = groups.flatMap(({ name, count }, place) =>
    count > 0 && !hidden.has(place) ? [{ name, colour: colours[place] ?? color('--text') }] : [],
  );
  const rows = [
    ...shown.map(({ name, colour }) => ({ name, mark: (y: number) => markOf(SIDE + 12, y, colour, true) })),
    { name: t('wrong answer'), mark: (y: number) => markOf(SIDE + 12, y, color('--text-2'), false) },
  ];
  const height = Math.max(SIDE, 40 + rows.length * ROW);
  const width = SIDE + LEGEND;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${FIGURE_FONTS}" font-size="13">`,
    `<rect width="${width}" height="${height}" fill="${color('--surface')}"/>`,
    ...marks,
    ...rows.map(({ name, mark }, row) => {
      const y = 24 + row * ROW;
      return `${mark(y)}<text x="${SIDE + 26}" y="${y + 4}" fill="${color('--text-2')}">${escapeXml(name)}</text>`;
    }),
    '</svg>',
  ].join('');
  return { svg, width, height };
}

const markOf = (x: number, y: number, colour: string, isDot: boolean): string =>
  isDot
    ? `<circle cx="${x}" cy="${y}" r="${RADIUS}" fill="${colour}" fill-opacity="0.85"/>`
    : `<path d="M${x - RADIUS} ${y - RADIUS}l${2 * RADIUS} ${2 * RADIUS}m0 ${-2 * RADIUS}l${-2 * RADIUS} ${2 * RADIUS}" stroke="${colour}" stroke-width="2.5"/>`;

const round = (value: number): number => Math.round(value * 10) / 10;
