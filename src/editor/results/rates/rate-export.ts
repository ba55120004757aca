import type { RangeTestSummary } from '../../../worker/api';
import type { Figure } from '../../export/figure';
import type { Table } from '../../export/table';
import { formatLoss, formatRate } from '../../format/numbers';
import { t } from '../../language/t';
import { currentPalette } from '../../picture/palette';
import { readableLosses } from './readable-losses';

export const RATE_TITLE = t('Loss by learning rate');

/** The curve as it is on the page, drawn anew as an SVG. */
export async function rateFigure({ points, suggestion }: RangeTestSummary): Promise<Figure> {
  const { drawChart } = await import('../chart/draw-chart');
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(name).trim();
  const rates = points.map(({ rate }) => rate);
  return drawChart({
    title: RATE_TITLE,
    xLabel: t('learning rate'),
    x: { span: [Math.min(...rates), Math.max(...rates)], scale: 'log', format: formatRate },
    y: { span: [...readableLosses(points)] as [number, number], format: formatLoss },
    lines: [
      {
        label: t('Loss of the batch'),
        color: color('--text-3'),
        points: points.map(({ rate, loss }) => [rate, loss] as const),
        faint: true,
      },
      {
        label: t('Smoothed'),
        color: color('--curve-train'),
        points: points.map(({ rate, smoothed }) => [rate, smoothed] as const),
      },
    ],
    markers: suggestion ? [{ x: suggestion.rate, text: t('suggested') }] : [],
    palette: currentPalette(),
  });
}

export const rateTable = ({ points }: RangeTestSummary): Table => ({
  columns: [t('Learning rate'), t('Loss of the batch'), t('Smoothed')],
  rows: points.map(({ rate, loss, smoothed }) => [rate, loss, smoothed]),
});
