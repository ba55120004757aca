import { formatRate } from '../../format/numbers';
import { t } from '../../language/t';
import { readableLosses } from '../../results/rates/readable-losses';
import { useNodeRun } from '../../store/node-hooks';
import { Sparkline } from './sparkline';
import type { VisualProps } from './visual-of';
import styles from './visuals.module.css';

/** The loss over growing rates, and the rate that is suggested. */
export function RatesVisual({ nodeId }: VisualProps) {
  const { result, outdated } = useNodeRun(nodeId);
  const test = result?.result?.op === 'range-test' ? result.result.rangeTest : undefined;
  if (!test) return null;
  const [, highest] = readableLosses(test.points);
  // Rates grow by one factor from point to point: evenly spaced, they are on a log scale.
  const values = test.points.map(({ smoothed }) => (smoothed > highest ? Number.NaN : smoothed));
  return (
    <div className={styles.train} data-outdated={outdated}>
      <Sparkline
        label={t('Loss by learning rate')}
        length={test.stepsPlanned}
        series={[{ values, color: 'var(--curve-train)' }]}
      />
      <p className={styles.caption}>
        <span>{t('suggested rate')}</span>
        <b>{test.suggestion ? formatRate(test.suggestion.rate) : 'none'}</b>
      </p>
    </div>
  );
}
