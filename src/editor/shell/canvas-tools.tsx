import { tidyUpCommand } from '../commands/arranging';
import { CommandButton } from '../commands/command-button';
import { fitViewCommand, historyCommand, zoomInCommand, zoomOutCommand } from '../commands/view';
import { t } from '../language/t';
import styles from './canvas-tools.module.css';

export function CanvasTools() {
  return (
    <div className={styles.tools} role="toolbar" aria-label={t('View')}>
      <CommandButton command={zoomOutCommand} />
      <CommandButton command={zoomInCommand} />
      <CommandButton command={fitViewCommand} />
      <CommandButton command={tidyUpCommand} />
      <CommandButton command={historyCommand} />
    </div>
  );
}
