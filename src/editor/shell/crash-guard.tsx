import { Download, RotateCw } from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { Button } from '../controls/button';
import { t } from '../language/t';
import { saveFile } from '../store/files';
import styles from './crash-guard.module.css';

interface State {
  readonly message?: string;
}

/**
 * If drawing the editor fails, this takes its place instead of an empty page: the graph is in the
 * store and in the autosave still, and can be saved as a file before reloading.
 */
export class CrashGuard extends Component<{ readonly children: ReactNode }, State> {
  override state: State = {};

  static getDerivedStateFromError(error: unknown): State {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === undefined) return this.props.children;
    return (
      <main className={styles.page}>
        <div className={styles.card} role="alert">
          <h1>{t('The editor could not go on')}</h1>
          <p>
            {t(
              'Your graph is not lost: it is saved in this browser and comes back when you reload. To be sure, save it as a file first.',
            )}
          </p>
          <p className={styles.detail}>{message}</p>
          <div className={styles.actions}>
            <Button tone="primary" icon={RotateCw} onClick={() => location.reload()}>
              {t('Reload')}
            </Button>
            <Button icon={Download} onClick={saveFile}>
              {t('Save as file')}
            </Button>
          </div>
        </div>
      </main>
    );
  }
}
