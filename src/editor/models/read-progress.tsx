import type { ReadProgress } from '../../worker/api';
import { Button } from '../controls/button';
import { formatBytes, formatPercent } from '../format/numbers';
import styles from './models-dialog.module.css';

const PHASES: Readonly<Record<ReadProgress['phase'], string>> = {
  download: 'Downloading',
  read: 'Reading',
  describe: 'Looking at the network',
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
        {progress ? `${PHASES[progress.phase]}: ${progress.label}` : 'Opening…'}
      </p>
      <progress
        value={progress?.total ? progress.done : undefined}
        max={progress?.total}
        aria-label="Loading"
      />
      <div className={styles.progressFoot}>
        <span className={styles.note}>{progress && describeProgress(progress)}</span>
        <Button disabled={stopping} onClick={onStop}>
          {stopping ? 'Stopping…' : 'Stop'}
        </Button>
      </div>
    </div>
  );
}

export function describeProgress({ phase, done, total }: ReadProgress): string {
  if (phase === 'describe') return total ? `Step ${done} of ${total}` : '';
  if (!total) return `${formatBytes(done)} so far`;
  return `${formatBytes(done)} of ${formatBytes(total)} (${formatPercent(done / total, 0)})`;
}
