import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTheme } from '../../design/theme';
import styles from './train-view.module.css';

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
}

/** Curves over epochs; hovering shows the values in the legend. */
export function CurveChart({ title, curves, epochs, format, range, best }: CurveChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const theme = useTheme((state) => state.theme);
  const latest = useRef({ best, format });
  latest.current = { best, format };
  const labels = curves.map((curve) => curve.label).join('\n');
  const longest = Math.max(0, ...curves.map((curve) => curve.values.length));
  const data = useRef<uPlot.AlignedData>([[]]);
  data.current = [
    Array.from({ length: longest }, (_, place) => place + 1),
    ...curves.map((curve) => Array.from({ length: longest }, (_, place) => curve.values[place] ?? null)),
  ];

  // biome-ignore lint/correctness/useExhaustiveDependencies: colours follow the theme, series their labels; data is set below
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const style = getComputedStyle(document.documentElement);
    const color = (name: string) => style.getPropertyValue(name).trim();
    const size = () => ({ width: element.clientWidth, height: Math.max(120, element.clientHeight - 30) });
    const axis: uPlot.Axis = {
      stroke: color('--text-3'),
      font: '11px system-ui',
      grid: { stroke: color('--border'), width: 1 },
      ticks: { show: false },
    };
    const made = new uPlot(
      {
        ...size(),
        padding: [8, 12, 0, 0],
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
          setCursor: [showLast],
          draw: [(plot) => drawBest(plot, latest.current.best, color('--text-3'))],
        },
      },
      data.current,
      element,
    );
    chart.current = made;
    const observer = new ResizeObserver(() => made.setSize(size()));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      chart.current = undefined;
    };
  }, [theme, labels, epochs]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: data.current is made of the curves at every render
  useEffect(() => {
    chart.current?.setData(data.current);
    if (chart.current) showLast(chart.current);
  }, [curves, best]);

  return (
    <figure className={styles.chart}>
      <figcaption>{title}</figcaption>
      <div ref={host} className={styles.plot} role="img" aria-label={`${title} by epoch`} />
    </figure>
  );
}

/** Without the pointer on the chart, the legend shows the last epoch. */
function showLast(plot: uPlot): void {
  const last = (plot.data[0]?.length ?? 0) - 1;
  if (plot.cursor.idx == null && last >= 0) plot.setLegend({ idx: last }, false);
}

/** A dashed line at the epoch whose weights were kept. */
function drawBest(plot: uPlot, best: number | undefined, color: string): void {
  if (best === undefined) return;
  const { ctx, bbox } = plot;
  const x = Math.round(plot.valToPos(best, 'x', true));
  ctx.save();
  ctx.strokeStyle = color;
  ctx.fillStyle = color;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 4 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.font = `${11 * devicePixelRatio}px system-ui`;
  const left = x > bbox.left + bbox.width * 0.8;
  ctx.textAlign = left ? 'right' : 'left';
  ctx.fillText('best', x + (left ? -5 : 5) * devicePixelRatio, bbox.top + bbox.height - 6 * devicePixelRatio);
  ctx.restore();
}
