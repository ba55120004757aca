import { FIGURE_FONTS, type Figure } from '../../export/figure';
import { t } from '../../language/t';

const SIDE = 600;
const MARGIN = 40;
/** As on the page: a single mistake among many cells is seen. */
const FAINTEST = 0.3;

/** The confusion matrix of many classes as an SVG: a square for each cell that is not empty. */
export function drawDenseMatrix(confusion: readonly (readonly number[])[]): Figure {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(name).trim();
  const cell = SIDE / Math.max(1, confusion.length);
  const cells = confusion.flatMap((row, truth) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    return row.flatMap((count, predicted) => {
      if (count === 0) return [];
      const opacity = FAINTEST + (1 - FAINTEST) * (count / total);
      const fill = color(truth === predicted ? '--accent' : '--danger');
      return `<rect x="${round(predicted * cell)}" y="${round(truth * cell)}" width="${round(cell)}" height="${round(cell)}" fill="${fill}" fill-opacity="${round(opacity)}"/>`;
    });
  });
  const size = SIDE + 2 * MARGIN;
  const middle = MARGIN + SIDE / 2;
  const label = (text: string, place: string) =>
    `<text ${place} text-anchor="middle" fill="${color('--text-3')}">${text}</text>`;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${size} ${size}" font-family="${FIGURE_FONTS}" font-size="12">`,
    `<rect width="${size}" height="${size}" fill="${color('--surface')}"/>`,
    `<rect x="${MARGIN}" y="${MARGIN}" width="${SIDE}" height="${SIDE}" fill="${color('--surface-2')}"/>`,
    label(t('predicted'), `x="${middle}" y="26"`),
    label(t('true class'), `transform="translate(26 ${middle}) rotate(-90)"`),
    `<g transform="translate(${MARGIN} ${MARGIN})">`,
    ...cells,
    '</g></svg>',
  ].join('');
  return { svg, width: size, height: size };
}

const round = (value: number): number => Math.round(value * 100) / 100;
