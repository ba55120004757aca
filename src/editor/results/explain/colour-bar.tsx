import styles from './explain.module.css';
import { SCALE_STOPS } from './heat-colours';

interface ColourBarProps {
  readonly low: string;
  readonly high: string;
}

/** What the colours of a heat map stand for. */
export function ColourBar({ low, high }: ColourBarProps) {
  return (
    <div className={styles.scale}>
      <i style={{ background: `linear-gradient(to right, ${SCALE_STOPS.join(', ')})` }} aria-hidden />
      <span>{low}</span>
      <span>{high}</span>
    </div>
  );
}
