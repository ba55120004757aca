import { useEffect, useState } from 'react';
import { Button } from '../controls/button';
import { t } from '../language/t';
import { type RemovalText, removalText } from '../storage/removal';
import { removalOf } from '../storage/use-storage';
import { removeModel } from '../store/models';
import { notify } from '../store/notices';
import styles from './models-dialog.module.css';

interface RemoveModelProps {
  readonly id: string;
  readonly label: string;
  readonly bytes: number;
  readonly onDone: () => void;
}

/** Asks before a model is removed, and says which graphs need it. */
export function RemoveModel({ id, label, bytes, onDone }: RemoveModelProps) {
  const [text, setText] = useState<RemovalText>();
  useEffect(() => {
    let current = true;
    void removalOf('model', { id, name: label, bytes }).then((removal) => {
      if (current) setText(removalText(removal));
    });
    return () => {
      current = false;
    };
  }, [id, label, bytes]);
  const remove = () =>
    removeModel(id)
      .catch((error: unknown) =>
        notify({
          tone: 'error',
          text: t('The model could not be removed.'),
          detail: error instanceof Error ? error.message : String(error),
        }),
      )
      .finally(onDone);
  return (
    <div className={styles.removal} role="alertdialog" aria-label={t('Remove {label}?', { label })}>
      <div>
        <p className={styles.question}>{text?.question ?? t('Remove “{label}”?', { label })}</p>
        <p className={styles.itemFacts}>{text?.lost}</p>
      </div>
      <div className={styles.itemActions}>
        <Button autoFocus onClick={onDone}>
          {t('Keep')}
        </Button>
        <Button tone="danger" disabled={!text} onClick={() => void remove()}>
          {t('Remove')}
        </Button>
      </div>
    </div>
  );
}
