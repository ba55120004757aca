import type { ReadProgress } from '../../worker/api';
import { Button } from '../controls/button';
import { formatBytes, formatPercent } from '../format/numbers';
import { t } from '../language/t';
import styles from './models-dialog.module.css';

const PHASES: Readonly<Record<ReadProgress['phase'], string>> = {
  download: t('Downloading'),
  read: t('Reading'),
  describe: t('Looking at the network'),
};

interface ReadProgressProps {
  readonly progress?: ReadProgress;
  readonly stopping: boolean;
  readonly onStop: () => void;
}

/** How far the loading is, in bytes where they are known. */
export function ReadProgressView({ progress, stopping, onStop }: ReadProgressProps) {
  return (
    <div className={styles.progress}>
      <p className={styles.question}>
        {progress ? `${PHASES[progress.phase]}: ${progress.label}` : t('Opening…')}
      </p>
      <progress
        value={progress?.total ? progress.done : undefined}
        max={progress?.total}
        aria-label={t('Loading')}
      />
      <div className={styles.progressFoot}>
        <span className={styles.note}>{progress && describeProgress(progress)}</span>
        <Button disabled={stopping} onClick={onStop}>
          {stopping ? t('Stopping…') : t('Stop')}
        </Button>
      </div>
    </div>
  );
}

export function describeProgress({ phase, done, total }: ReadProgress): string {
  if (phase === 'describe') return total ? t('Step {done} of {total}', { done, total }) : '';
  if (!total) return t('{done} so far', { done: formatBytes(done) });
  return t('{done} of {total} ({done2})', {
    done: formatBytes(done),
    total: formatBytes(total),
    done2: formatPercent(done / total, 0),
  });
}
