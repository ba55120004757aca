import { History } from 'lucide-react';
import { t } from '../language/t';
import styles from './shared.module.css';

/** Says that a result was made before the last change of settings. */
export function Outdated() {
  return (
    <p className={styles.outdated}>
      <History size={14} aria-hidden />
      {t('This result was made before the settings were changed. Run again to bring it up to date.')}
    </p>
  );
}
