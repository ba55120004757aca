import { useMemo, useRef } from 'react';
import type uPlot from 'uplot';
import chart from '../chart/chart.module.css';
import { drawMarker } from '../chart/draw-marker';
import { usePlot } from '../chart/use-plot';

interface Curve {
  readonly label: string;
  /** A custom property of the theme, e.g. `--curve-val`. */
  readonly color: string;
  /** By epoch; `null` where there is none. */
  readonly values: readonly (number | null)[];
}

interface CurveChartProps {
  readonly title: string;
  readonly curves: readonly Curve[];
  /** Epochs that the axis spans. */
  readonly epochs: number;
  readonly format: (value: number) => string;
  /** Fixed limits of the vertical axis, e.g. [0, 1] for accuracy. */
  readonly range?: readonly [number, number];
  /** The epoch whose weights were kept. */
  readonly best?: number;
  /** The first epoch of fine-tuning, where the head learned alone before. */
  readonly fineTuning?: number;
}

/** Curves over epochs; hovering shows the values in the legend. */
export function CurveChart({ title, curves, epochs, format, range, best, fineTuning }: CurveChartProps) {
  const latest = useRef({ best, fineTuning, format });
  latest.current = { best, fineTuning, format };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new marker draws its line anew
  const data = useMemo((): uPlot.AlignedData => {
    const longest = Math.max(0, ...curves.map((curve) => curve.values.length));
    const places = Array.from({ length: longest }, (_, place) => place);
    return [
      places.map((place) => place + 1),
      ...curves.map(({ values }) => places.map((place) => values[place] ?? null)),
    ];
  }, [curves, best, fineTuning]);
  const labels = curves.map((curve) => curve.label).join('\n');

  const host = usePlot(
    ({ color, axis }) => ({
      cursor: { points: { size: 7 }, drag: { x: false, y: false } },
      scales: {
        x: { time: false, range: () => [1, Math.max(2, epochs)] },
        y: range ? { range: [range[0], range[1]] } : {},
      },
      axes: [
        { ...axis, incrs: [1, 2, 5, 10, 20, 50, 100, 200], size: 26 },
        { ...axis, size: 46, values: (_, values) => values.map((value) => latest.current.format(value)) },
      ],
      series: [
        { label: 'Epoch' },
        ...curves.map((curve) => ({
          label: curve.label,
          stroke: color(curve.color),
          width: 2,
          points: { show: (plot: uPlot) => (plot.data[0]?.length ?? 0) < 3, size: 6 },
          value: (_: uPlot, value: number | null) => (value === null ? '–' : latest.current.format(value)),
        })),
      ],
      hooks: {
        draw: [
          (plot) => drawMarker(plot, latest.current.best, 'best', color('--text-3')),
          (plot) => drawMarker(plot, latest.current.fineTuning, 'fine-tuning', color('--text-3'), 'top'),
        ],
      },
    }),
    `${labels}\n${epochs}`,
    data,
  );

  return (
    <figure className={chart.chart}>
      <figcaption>{title}</figcaption>
      <div ref={host} className={chart.plot} role="img" aria-label={`${title} by epoch`} />
    </figure>
  );
}
