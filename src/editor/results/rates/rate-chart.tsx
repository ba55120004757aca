import { useMemo, useRef } from 'react';
import type uPlot from 'uplot';
import type { RangeTestSummary } from '../../../worker/api';
import { ExportMenu } from '../../export/export-menu';
import { formatLoss, formatRate } from '../../format/numbers';
import { t } from '../../language/t';
import chart from '../chart/chart.module.css';
import { drawMarker } from '../chart/draw-marker';
import { usePlot } from '../chart/use-plot';
import { rateFigure, rateTable, RATE_TITLE as TITLE } from './rate-export';
import { readableLosses } from './readable-losses';

/** Powers of ten at most so close that their names do not touch. */
const MOST_TICKS = 8;

/** The loss over the learning rate, which runs over decades, with the suggestion. */
export function RateChart({ test }: { readonly test: RangeTestSummary }) {
  const { points, suggestion } = test;
  const latest = useRef(test);
  latest.current = test;
  const data = useMemo(
    (): uPlot.AlignedData => [
      points.map(({ rate }) => rate),
      points.map(({ loss }) => loss),
      points.map(({ smoothed }) => smoothed),
    ],
    [points],
  );
  const host = usePlot(
    ({ color, axis }) => ({
      cursor: { points: { size: 7 }, drag: { x: false, y: false } },
      scales: {
        x: { time: false, distr: 3 },
        y: { range: () => [...readableLosses(latest.current.points)] as [number, number] },
      },
      axes: [
        { ...axis, size: 26, splits: (plot) => decades(plot), values: (_, values) => values.map(formatRate) },
        { ...axis, size: 46, values: (_, values) => values.map(formatLoss) },
      ],
      series: [
        { label: t('Learning rate'), value: (_, value) => (value === null ? '–' : formatRate(value)) },
        {
          label: t('Loss of the batch'),
          stroke: color('--border-strong'),
          width: 1,
          points: { show: false },
          value: (_, value) => (value === null ? '–' : formatLoss(value)),
        },
        {
          label: t('Smoothed'),
          stroke: color('--curve-train'),
          width: 2,
          points: { show: false },
          value: (_, value) => (value === null ? '–' : formatLoss(value)),
        },
      ],
      hooks: {
        draw: [
          (plot) => drawMarker(plot, latest.current.suggestion?.rate, t('suggested'), color('--text-2')),
        ],
      },
    }),
    String(suggestion?.rate),
    data,
  );
  return (
    <figure className={chart.chart}>
      <div className={chart.head}>
        <figcaption>{TITLE}</figcaption>
        <ExportMenu name={TITLE} figure={() => rateFigure(test)} table={() => rateTable(test)} />
      </div>
      <div ref={host} className={chart.plot} role="img" aria-label={TITLE} />
    </figure>
  );
}

/** The powers of ten on the axis. */
function decades({ scales }: uPlot): number[] {
  const low = Math.ceil(Math.log10(scales.x?.min ?? 1) - 1e-9);
  const high = Math.floor(Math.log10(scales.x?.max ?? 1) + 1e-9);
  const step = Math.max(1, Math.ceil((high - low) / MOST_TICKS));
  return Array.from(
    { length: Math.floor((high - low) / step) + 1 },
    (_, place) => 10 ** (low + place * step),
  );
}
