import { formatCount, formatPercent } from '../../format/numbers';
import { t } from '../../language/t';
import { useNodeRun } from '../../store/node-hooks';
import { MiniConfusion } from './mini-confusion';
import type { VisualProps } from './visual-of';
import styles from './visuals.module.css';

/** The accuracy, large, and where the mistakes are. */
export function EvaluateVisual({ nodeId, title }: VisualProps) {
  const { result, outdated } = useNodeRun(nodeId);
  const report = result?.result?.op === 'evaluate' ? result.result.report : undefined;
  if (!report) return null;
  return (
    <div className={styles.evaluate} data-outdated={outdated}>
      <div>
        <output className={styles.big} aria-label={t('Accuracy of {title}', { title })}>
          {formatPercent(report.accuracy)}
        </output>
        <p className={styles.small}>
          {outdated
            ? t('of an earlier run')
            : t('right of {samples}', { samples: formatCount(report.samples) })}
          <br />
          {t('guessing: {majorityBaseline}', { majorityBaseline: formatPercent(report.majorityBaseline, 0) })}
        </p>
      </div>
      <MiniConfusion confusion={report.confusion} />
    </div>
  );
}
