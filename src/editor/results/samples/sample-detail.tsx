import { ScanSearch } from 'lucide-react';
import { Button } from '../../controls/button';
import { SamplePicture } from '../../data/sample-picture';
import { formatLoss, formatPercent } from '../../format/numbers';
import { t } from '../../language/t';
import type { SampleRow } from './sample-rows';
import styles from './sample-section.module.css';

interface SampleDetailProps {
  readonly dataset: string;
  readonly row: SampleRow;
  readonly names: readonly string[];
  readonly onExplain?: (sample: string) => void;
}

/** One sample, large, and what was said of it. */
export function SampleDetail({ dataset, row, names, onExplain }: SampleDetailProps) {
  const truth = names[row.truth] ?? '';
  const predicted = names[row.predicted] ?? '';
  return (
    <aside className={styles.detail} aria-label={t('Chosen sample')}>
      <div className={styles.large}>
        <SamplePicture dataset={dataset} sample={row.sample} alt={truth} />
      </div>
      <p className={styles.verdict} data-wrong={!row.isRight} aria-live="polite">
        {row.isRight
          ? t('{truth}, recognised', { truth })
          : t('{truth}, taken for {predicted}', { truth, predicted })}
      </p>
      <p className={styles.quiet}>
        {t('{share} sure · loss {loss}', {
          share: formatPercent(row.confidence),
          loss: formatLoss(row.loss),
        })}
      </p>
      <p className={styles.quiet} title={row.sample}>
        {row.sample}
      </p>
      {onExplain && (
        <Button icon={ScanSearch} className={styles.why} onClick={() => onExplain(row.sample)}>
          {t('Why this answer?')}
        </Button>
      )}
    </aside>
  );
}
