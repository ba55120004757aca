import { formatDuration, formatShort } from '../format/duration';
import styles from './status-mark.module.css';

interface RunTimeProps {
  readonly ms: number | undefined;
  readonly isKept: boolean;
}

/** What a node took in the last run: a time, or `cached`. */
export function RunTime({ ms, isKept }: RunTimeProps) {
  if (isKept) {
    return (
      <span className={styles.time} title="Taken from the cache: nothing of this was computed again">
        cached
      </span>
    );
  }
  if (ms === undefined) return null;
  return (
    <span className={styles.time} title={`Took ${formatDuration(ms)} in the last run`}>
      {formatShort(ms)}
    </span>
  );
}
