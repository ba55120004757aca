import type { Figure } from '../../export/figure';
import type { Table } from '../../export/table';
import { t } from '../../language/t';
import { currentPalette } from '../../picture/palette';
import type { Span } from '../chart/zoom';
import type { Curve } from './curves';

interface CurveFigure {
  readonly title: string;
  readonly curves: readonly Curve[];
  /** Moving averages of the curves, where they are drawn. */
  readonly smoothed: readonly (readonly (number | null)[])[] | undefined;
  /** Epochs in view. */
  readonly span: Span;
  readonly format: (value: number) => string;
  readonly range: readonly [number, number] | undefined;
  readonly best: number | undefined;
  readonly fineTuning: number | undefined;
}

/** The curves as they are on the page, drawn anew as an SVG. */
export async function curveFigure(what: CurveFigure): Promise<Figure> {
  const { drawChart } = await import('../chart/draw-chart');
  const style = getComputedStyle(document.documentElement);
  const line = (curve: Curve, values: readonly (number | null)[]) => ({
    label: curve.label,
    color: style.getPropertyValue(curve.color).trim(),
    points: values.map((value, place) => [place + 1, value] as const),
  });
  return drawChart({
    title: what.title,
    xLabel: t('epoch'),
    x: { span: what.span, scale: 'linear', format: String },
    y: { span: what.range, format: what.format },
    lines: what.smoothed
      ? what.curves.flatMap((curve, place) => [
          { ...line(curve, curve.values), faint: true },
          line(curve, what.smoothed?.[place] ?? []),
        ])
      : what.curves.map((curve) => line(curve, curve.values)),
    markers: [
      ...(what.best === undefined ? [] : [{ x: what.best, text: t('best') }]),
      ...(what.fineTuning === undefined ? [] : [{ x: what.fineTuning, text: t('fine-tuning') }]),
    ],
    palette: currentPalette(),
  });
}

/** A row an epoch, with the values themselves and their moving averages. */
export function curveTable(curves: readonly Curve[], smoothed: CurveFigure['smoothed']): Table {
  const longest = Math.max(0, ...curves.map(({ values }) => values.length));
  return {
    columns: [
      t('Epoch'),
      ...curves.flatMap(({ label }) => (smoothed ? [label, t('{label}, smoothed', { label })] : [label])),
    ],
    rows: Array.from({ length: longest }, (_, place) => [
      place + 1,
      ...curves.flatMap(({ values }, curve) => {
        const value = values[place] ?? null;
        return smoothed ? [value, smoothed[curve]?.[place] ?? null] : [value];
      }),
    ]),
  };
}
