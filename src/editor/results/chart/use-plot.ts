import { type RefObject, useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useTheme } from '../../design/theme';

/** What a chart is made of, in the colours of the theme. */
interface Brushes {
  /** Of a custom property, e.g. `--curve-val`. */
  readonly color: (name: string) => string;
  /** What all axes have in common. */
  readonly axis: uPlot.Axis;
}

type Build = (brushes: Brushes) => Omit<uPlot.Options, 'width' | 'height'>;

/** Leaves room for the legend, where there is one. */
const LEGEND_HEIGHT = 30;
const LEAST_HEIGHT = 120;

/**
 * Draws a chart into an element and keeps it at that element's size and in the theme's colours. It is
 * made anew when `shape`, a text that says what the chart is like, changes; `data` may change at any time.
 * Without the pointer on the chart, the legend shows the last point.
 */
export function usePlot(
  build: Build,
  shape: string,
  data: uPlot.AlignedData,
): RefObject<HTMLDivElement | null> {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot>(undefined);
  const theme = useTheme((state) => state.theme);
  const latest = useRef({ build, data });
  latest.current = { build, data };

  // biome-ignore lint/correctness/useExhaustiveDependencies: colours follow the theme, the rest `shape`
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const style = getComputedStyle(document.documentElement);
    const color = (name: string) => style.getPropertyValue(name).trim();
    const axis: uPlot.Axis = {
      stroke: color('--text-3'),
      font: '11px system-ui',
      grid: { stroke: color('--border'), width: 1 },
      ticks: { show: false },
    };
    const options = latest.current.build({ color, axis });
    const legendHeight = options.legend?.show === false ? 0 : LEGEND_HEIGHT;
    const size = () => ({
      width: element.clientWidth,
      height: Math.max(LEAST_HEIGHT, element.clientHeight - legendHeight),
    });
    const hooks = { ...options.hooks, setCursor: [...(options.hooks?.setCursor ?? []), showLast] };
    const made = new uPlot(
      { padding: [8, 12, 0, 0], ...options, ...size(), hooks },
      latest.current.data,
      element,
    );
    showLast(made);
    chart.current = made;
    const observer = new ResizeObserver(() => made.setSize(size()));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      chart.current = undefined;
    };
  }, [theme, shape]);

  useEffect(() => {
    chart.current?.setData(data);
    if (chart.current) showLast(chart.current);
  }, [data]);

  return host;
}

function showLast(plot: uPlot): void {
  const last = (plot.data[0]?.length ?? 0) - 1;
  if (plot.cursor.idx == null && last >= 0) plot.setLegend({ idx: last }, false);
}
