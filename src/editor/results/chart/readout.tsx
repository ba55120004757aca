import { t } from '../../language/t';
import styles from './chart.module.css';

interface ReadoutProps {
  /** The epoch that is read; absent while there is none. */
  readonly epoch: number | undefined;
  readonly entries: readonly {
    readonly label: string;
    readonly color: string;
    readonly value: number | null;
    /** Its moving average, where one is drawn. */
    readonly smoothed?: number | null;
  }[];
  readonly format: (value: number) => string;
  /** Tells a screen reader of every change. */
  readonly live: boolean;
}

/** The values of all curves at one epoch: the one under the pointer, else the last. */
export function Readout({ epoch, entries, format, live }: ReadoutProps) {
  return (
    <ul className={styles.readout} aria-live={live ? 'polite' : 'off'}>
      {epoch !== undefined && <li className={styles.readoutEpoch}>{t('Epoch {epoch}', { epoch })}</li>}
      {entries.map(({ label, color, value, smoothed }) => (
        <li key={`${label} ${color}`} title={label}>
          <i style={{ background: `var(${color})` }} aria-hidden />
          <span>{label}</span>
          <b>{value === null ? '–' : format(smoothed ?? value)}</b>
          {typeof smoothed === 'number' && value !== null && <s>{format(value)}</s>}
        </li>
      ))}
    </ul>
  );
}
