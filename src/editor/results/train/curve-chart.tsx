import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import uPlot from 'uplot';
import { ExportMenu } from '../../export/export-menu';
import { t } from '../../language/t';
import chart from '../chart/chart.module.css';
import { drawMarker } from '../chart/draw-marker';
import { Readout } from '../chart/readout';
import { smooth } from '../chart/smooth';
import { usePlot } from '../chart/use-plot';
import { panBy, type Span, spanOf, zoomAt } from '../chart/zoom';
import { curveFigure, curveTable } from './curve-export';
import type { Curve } from './curves';

interface CurveChartProps {
  readonly title: string;
  readonly curves: readonly Curve[];
  /** Epochs that the axis spans. */
  readonly epochs: number;
  readonly format: (value: number) => string;
  /** Limits of the vertical axis while all epochs are in view, e.g. [0, 1] for accuracy. */
  readonly range?: readonly [number, number];
  /** The epoch whose weights were kept. */
  readonly best?: number;
  /** The first epoch of fine-tuning, where the head learned alone before. */
  readonly fineTuning?: number;
  /** Of the moving average, in [0, 1); 0 for none. */
  readonly smoothing: number;
  /** Epochs in view; absent: all. */
  readonly zoom: Span | undefined;
  readonly onZoom: (zoom: Span | undefined) => void;
}

/** How faint the values themselves are behind their moving average. */
const RAW_ALPHA = 0.28;
/** Charts of this name are read together. */
const SYNC = 'epochs';
const WHEEL_ZOOM = 0.8;
const KEY_ZOOM = 0.6;
const KEY_PAN = 0.2;

/**
 * Curves over epochs. Drag over them or turn the wheel with Ctrl to zoom, double-click to see all again; with the
 * keyboard + and − zoom, Shift and the arrows move, and the arrows alone walk through the epochs.
 */
export function CurveChart(props: CurveChartProps) {
  const { title, curves, epochs, format, range, best, fineTuning, smoothing, zoom, onZoom } = props;
  const whole: Span = useMemo(() => [1, Math.max(2, epochs)], [epochs]);
  const [pointed, setPointed] = useState<number>();
  const [isFocused, setFocused] = useState(false);
  const smoothed = useMemo(
    () => (smoothing > 0 ? curves.map(({ values }) => smooth(values, smoothing)) : undefined),
    [curves, smoothing],
  );
  const latest = useRef({ ...props, whole });
  latest.current = { ...props, whole };

  // biome-ignore lint/correctness/useExhaustiveDependencies: new markers and another zoom draw the chart anew
  const data = useMemo((): uPlot.AlignedData => {
    const longest = Math.max(0, ...curves.map(({ values }) => values.length));
    const places = Array.from({ length: longest }, (_, place) => place);
    const column = (values: readonly (number | null)[]) => places.map((place) => values[place] ?? null);
    return [
      places.map((place) => place + 1),
      ...curves.map(({ values }) => column(values)),
      ...(smoothed ?? []).map(column),
    ];
  }, [curves, smoothed, best, fineTuning, zoom, whole]);

  const host = usePlot(
    ({ color, axis }) => ({
      legend: { show: false },
      cursor: {
        points: { size: 7 },
        drag: { x: true, y: false, setScale: false },
        sync: { key: SYNC, scales: ['x', null] },
      },
      select: { show: true, left: 0, top: 0, width: 0, height: 0 },
      scales: {
        x: { time: false, range: () => [...(latest.current.zoom ?? latest.current.whole)] },
        y: { range: (_, low, high) => limits(low, high, latest.current.zoom ? undefined : range) },
      },
      axes: [
        { ...axis, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500], size: 26 },
        { ...axis, size: 46, values: (_, values) => values.map((value) => latest.current.format(value)) },
      ],
      series: [
        {},
        ...curves.map((curve) => ({
          stroke: color(curve.color),
          width: smoothed ? 1.25 : 2,
          alpha: smoothed ? RAW_ALPHA : 1,
          points: { show: (self: uPlot) => (self.data[0]?.length ?? 0) < 3, size: 6 },
        })),
        ...(smoothed ? curves : []).map((curve) => ({
          stroke: color(curve.color),
          width: 2,
          points: { show: false },
        })),
      ],
      hooks: {
        draw: [
          (self) => drawMarker(self, latest.current.best, t('best'), color('--text-3')),
          (self) => drawMarker(self, latest.current.fineTuning, t('fine-tuning'), color('--text-3'), 'top'),
        ],
        setCursor: [(self) => setPointed(self.cursor.idx ?? undefined)],
        setSelect: [
          (self) => {
            const { left, width } = self.select;
            if (width < 4) return;
            const marked = spanOf(
              self.posToVal(left, 'x'),
              self.posToVal(left + width, 'x'),
              latest.current.whole,
            );
            self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
            latest.current.onZoom(marked);
          },
        ],
        ready: [(self) => listen(self)],
      },
    }),
    `${curves.map(({ label, color }) => `${label} ${color}`).join('\n')}\n${smoothed !== undefined}`,
    data,
  );

  /** The wheel zooms with Ctrl or where the chart has the focus; else it scrolls what the chart is part of. */
  function listen({ over, posToVal }: uPlot): void {
    over.addEventListener('dblclick', () => latest.current.onZoom(undefined));
    over.addEventListener(
      'wheel',
      (event) => {
        const now = latest.current;
        if (!event.ctrlKey && !host.current?.contains(document.activeElement)) return;
        // Else Ctrl would zoom the whole page where the chart cannot go further out.
        if (event.ctrlKey) event.preventDefault();
        if (event.deltaY === 0 || (event.deltaY > 0 && !now.zoom)) return;
        event.preventDefault();
        const at = posToVal(event.clientX - over.getBoundingClientRect().left, 'x');
        now.onZoom(
          zoomAt(now.zoom ?? now.whole, now.whole, at, event.deltaY < 0 ? WHEEL_ZOOM : 1 / WHEEL_ZOOM),
        );
      },
      { passive: false },
    );
  }

  const longest = data[0].length;
  const span = zoom ?? whole;
  const at = pointed ?? Math.min(longest, Math.floor(span[1])) - 1;
  /** Reads an epoch, or the nearest to it that is in view. */
  const pointAt = (place: number) => {
    const epoch = Math.min(longest, Math.floor(span[1]), Math.max(1, Math.ceil(span[0]), place + 1));
    for (const each of uPlot.sync(SYNC).plots) {
      each.setCursor({ left: each.valToPos(epoch, 'x'), top: each.over.clientHeight / 2 });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const middle = pointed === undefined ? (span[0] + span[1]) / 2 : pointed + 1;
    const arrow = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (arrow !== 0 && event.shiftKey) onZoom(panBy(span, whole, arrow * KEY_PAN));
    else if (arrow !== 0) pointAt(at + arrow);
    else if (event.key === '+' || event.key === '=') onZoom(zoomAt(span, whole, middle, KEY_ZOOM));
    else if (event.key === '-') onZoom(zoomAt(span, whole, middle, 1 / KEY_ZOOM));
    else if (event.key === '0') onZoom(undefined);
    else return;
    event.preventDefault();
  };

  return (
    <figure className={chart.chart}>
      <div className={chart.head}>
        <figcaption>{title}</figcaption>
        <Readout
          epoch={longest === 0 ? undefined : at + 1}
          live={isFocused}
          entries={curves.map(({ label, color, values }, place) => ({
            label,
            color,
            value: values[at] ?? null,
            smoothed: smoothed?.[place]?.[at],
          }))}
          format={format}
        />
        <ExportMenu
          name={title}
          figure={() =>
            curveFigure({
              title,
              curves,
              smoothed,
              span,
              format,
              range: zoom ? undefined : range,
              best,
              fineTuning,
            })
          }
          table={() => curveTable(curves, smoothed)}
        />
      </div>
      <div
        ref={host}
        className={chart.plot}
        role="img"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys walk through the epochs and zoom
        tabIndex={0}
        aria-label={t('{title} by epoch. Arrow keys read the epochs, plus and minus zoom, 0 shows all.', {
          title,
        })}
        onKeyDown={onKeyDown}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
      />
    </figure>
  );
}

function limits(
  low: number | null,
  high: number | null,
  fixed: readonly [number, number] | undefined,
): [number, number] {
  if (fixed) return [...fixed];
  const [from, to] = uPlot.rangeNum(low ?? 0, high ?? 1, 0.1, true);
  return [from ?? 0, to ?? 1];
}
