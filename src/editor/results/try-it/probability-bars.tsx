import type { ClassProbability } from '../../../worker/api';
import { formatPercent } from '../../format/numbers';
import { t } from '../../language/t';
import styles from './try-it-view.module.css';

/** All classes in their own order, so that bars do not jump while the webcam runs; the best stands out. */
export function ProbabilityBars({ probabilities }: { readonly probabilities: readonly ClassProbability[] }) {
  const best = Math.max(...probabilities.map(({ probability }) => probability));
  return (
    <ul className={styles.bars} aria-label={t('Probabilities')}>
      {probabilities.map(({ name, probability }) => (
        <li key={name} data-best={probability === best}>
          <span className={styles.name} title={name}>
            {name}
          </span>
          <span className={styles.track}>
            <i style={{ width: `${probability * 100}%` }} />
          </span>
          <b>{formatPercent(probability)}</b>
        </li>
      ))}
    </ul>
  );
}
