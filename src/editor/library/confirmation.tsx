import { Button } from '../controls/button';
import { t } from '../language/t';
import styles from './library-dialog.module.css';

interface ConfirmationProps {
  readonly question: string;
  readonly lost: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks at the foot of a dialog before something is gone for good. */
export function Confirmation({ question, lost, onConfirm, onCancel }: ConfirmationProps) {
  return (
    <footer className={styles.confirmation} role="alertdialog" aria-label={question}>
      <div>
        <p className={styles.question}>{question}</p>
        <p className={styles.quiet}>{lost}</p>
      </div>
      <Button autoFocus onClick={onCancel}>
        {t('Keep')}
      </Button>
      <Button tone="danger" onClick={onConfirm}>
        {t('Delete for good')}
      </Button>
    </footer>
  );
}
