import { formatDuration, formatShort } from '../format/duration';
import { t } from '../language/t';
import styles from './status-mark.module.css';

interface RunTimeProps {
  readonly ms: number | undefined;
  readonly isKept: boolean;
}

/** What a node took in the last run: a time, or `cached`. */
export function RunTime({ ms, isKept }: RunTimeProps) {
  if (isKept) {
    return (
      <span className={styles.time} title={t('Taken from the cache: nothing of this was computed again')}>
        {t('cached')}
      </span>
    );
  }
  if (ms === undefined) return null;
  return (
    <span className={styles.time} title={t('Took {time} in the last run', { time: formatDuration(ms) })}>
      {formatShort(ms)}
    </span>
  );
}
