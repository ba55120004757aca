import { useShallow } from 'zustand/react/shallow';
import { startOverCommand } from '../commands/running';
import { Button } from '../controls/button';
import { Dialog } from '../controls/dialog';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import { startRun } from '../store/run';
import { placeOf, unfinishedTrainings } from '../store/run-unfinished';
import styles from './dialogs.module.css';

export function StartOverDialog({ onClose }: { readonly onClose: () => void }) {
  const trainings = useEditor(useShallow(unfinishedTrainings));
  const [training] = trainings;
  const what =
    training && trainings.length === 1
      ? t('The training stopped in {training}.', { training: placeOf(training) })
      : t('{length} trainings stopped before their end.', { length: trainings.length });
  return (
    <Dialog title={t('Start over?')} description={what} onClose={onClose}>
      <div className={styles.body}>
        <p>
          {t(
            'Starting over throws away what was saved and trains again from epoch 1. This cannot be undone. Stored features are kept.',
          )}
        </p>
      </div>
      <footer className={styles.footer}>
        <Button onClick={onClose}>{t('Keep it')}</Button>
        <Button
          tone="danger"
          icon={startOverCommand.icon}
          onClick={() => {
            onClose();
            void startRun({ fresh: true });
          }}
        >
          {t('Start over')}
        </Button>
      </footer>
    </Dialog>
  );
}
