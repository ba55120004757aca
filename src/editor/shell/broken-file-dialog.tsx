import type { Problem } from '../../graph/problem';
import { problemDetail } from '../canvas/problem-strip';
import { Button } from '../controls/button';
import { Dialog } from '../controls/dialog';
import { t, translated } from '../language/t';
import { pickFile } from '../store/files';
import styles from './dialogs.module.css';

interface BrokenFileDialogProps {
  readonly name: string;
  readonly problems: readonly Problem[];
  readonly onClose: () => void;
}

export function BrokenFileDialog({ name, problems, onClose }: BrokenFileDialogProps) {
  return (
    <Dialog title={t('This file cannot be opened')} description={name} onClose={onClose}>
      <div className={styles.body}>
        <ul className={styles.problems}>
          {problems.map((problem) => (
            <li key={`${problem.code} ${problem.message}`}>
              <p>{translated(problem.message)}</p>
              <p className={styles.detail}>{problemDetail(problem)}</p>
            </li>
          ))}
        </ul>
        <p className={styles.detail}>{t('Your current graph is unchanged.')}</p>
      </div>
      <footer className={styles.footer}>
        <Button
          onClick={() => {
            onClose();
            pickFile();
          }}
        >
          {t('Open another file…')}
        </Button>
        <Button tone="primary" onClick={onClose}>
          {t('Keep working')}
        </Button>
      </footer>
    </Dialog>
  );
}
