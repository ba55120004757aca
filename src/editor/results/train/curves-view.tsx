import { type ReactNode, useMemo, useState } from 'react';
import { formatPercent } from '../../format/numbers';
import { t } from '../../language/t';
import { Later } from '../../loading/later';
import type { StepState } from '../../store/run-state';
import type { Span } from '../chart/zoom';
import { CurveChart } from './curve-chart';
import { CurveTools } from './curve-tools';
import { curvesOf, type OtherRun } from './curves';
import { startOfFineTuning } from './phases';
import styles from './train-view.module.css';
import { useOtherRuns } from './use-other-runs';

/** `0.2`, not `0.200`: an axis names round values. */
const formatAxis = (value: number) =>
  Math.abs(value) >= 1000 ? value.toExponential(1) : String(Number(value.toPrecision(3)));
const percent = (value: number) => formatPercent(value, 0);

const COLORS = 6;
const WHOLE_RATE = [0, 1] as const;

interface CurvesProps {
  readonly nodeId: string;
  readonly fit: StepState;
  /** What stands above the curves, beside their tools. */
  readonly figures: ReactNode;
  readonly action?: ReactNode;
}

/** Loss and accuracy side by side: they zoom, smooth and are read together. */
export function Curves({ nodeId, fit, figures, action }: CurvesProps) {
  const { history } = fit;
  const [smoothing, setSmoothing] = useState(0);
  const [zoom, setZoom] = useState<Span>();
  const [compared, setCompared] = useState<ReadonlyMap<string, string>>(new Map());
  const choices = useOtherRuns(nodeId, fit);
  const others = useMemo(
    () =>
      choices.flatMap(({ key, name, step }): OtherRun[] => {
        const color = compared.get(key);
        return color === undefined ? [] : [{ name, color, history: step.history }];
      }),
    [choices, compared],
  );
  const loss = useMemo(() => curvesOf('loss', history, others), [history, others]);
  const accuracy = useMemo(() => curvesOf('accuracy', history, others), [history, others]);

  const summary = fit.result?.op === 'fit' ? fit.result.fit : undefined;
  const planned = summary?.epochsPlanned ?? fit.epochs ?? history.length;
  const shared = {
    epochs: Math.max(planned, ...others.map((other) => other.history.length)),
    best: summary?.bestEpoch,
    fineTuning: startOfFineTuning(history),
    smoothing,
    zoom,
    onZoom: setZoom,
  };
  const compare = (key: string, on: boolean) =>
    setCompared((now) => {
      const next = new Map(now);
      if (on) next.set(key, freeColor(now));
      else next.delete(key);
      return next;
    });
  return (
    <>
      <div className={styles.figures}>
        {figures}
        <div className={styles.tools}>
          <CurveTools
            smoothing={smoothing}
            onSmoothing={setSmoothing}
            isZoomed={zoom !== undefined}
            onZoomOut={() => setZoom(undefined)}
            choices={choices}
            compared={compared}
            onCompare={compare}
          />
          {action}
        </div>
      </div>
      <div className={styles.charts}>
        <div className={styles.place}>
          <Later>
            <CurveChart title={t('Loss')} curves={loss} format={formatAxis} {...shared} />
          </Later>
        </div>
        <div className={styles.place}>
          <Later>
            <CurveChart
              title={t('Accuracy')}
              curves={accuracy}
              format={percent}
              range={WHOLE_RATE}
              {...shared}
            />
          </Later>
        </div>
      </div>
    </>
  );
}

/** The first that no run has; once all are in use, they begin again. */
function freeColor(used: ReadonlyMap<string, string>): string {
  const taken = new Set(used.values());
  const all = Array.from({ length: COLORS }, (_, place) => `--run-${place + 1}`);
  return all.find((color) => !taken.has(color)) ?? `--run-${(used.size % COLORS) + 1}`;
}
