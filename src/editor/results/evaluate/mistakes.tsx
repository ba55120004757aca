import type { Mistake } from '../../../worker/api';
import { SamplePicture } from '../../data/sample-picture';
import { formatPercent } from '../../format/numbers';
import { t } from '../../language/t';
import styles from './evaluate-view.module.css';

interface MistakesProps {
  readonly mistakes: readonly Mistake[];
  readonly names: readonly string[];
  /** Asks why; absent where the network is not known any more. */
  readonly onExplain?: (sample: string) => void;
}

/** The most confident mistakes, as pictures. */
export function Mistakes({ mistakes, names, onExplain }: MistakesProps) {
  if (mistakes.length === 0)
    return <p className={styles.quiet}>{t('No mistakes. Is the task too easy, or the test leaking?')}</p>;
  return (
    <div className={styles.mistakes}>
      {mistakes.map((mistake) => {
        const truth = names[mistake.truth] ?? '';
        const predicted = names[mistake.predicted] ?? '';
        return (
          <figure key={mistake.sample} className={styles.mistake} title={mistake.sample}>
            <button
              type="button"
              className={styles.mistakePicture}
              disabled={!onExplain}
              title={t('Why this answer?')}
              onClick={() => onExplain?.(mistake.sample)}
            >
              <SamplePicture
                dataset={mistake.dataset}
                sample={mistake.sample}
                alt={t('{truth} taken for {predicted}', { truth, predicted })}
              />
            </button>
            <figcaption>
              <p className={styles.wrong} title={predicted}>
                {formatPercent(mistake.confidence, 0)} {predicted}
              </p>
              <p className={styles.truth} title={truth}>
                {t('is {truth}', { truth })}
              </p>
            </figcaption>
          </figure>
        );
      })}
    </div>
  );
}
