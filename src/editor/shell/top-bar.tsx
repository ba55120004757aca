import { ChevronDown } from 'lucide-react';
import { CommandButton } from '../commands/command-button';
import { redoCommand, undoCommand } from '../commands/editing';
import { libraryCommand, openCommand, saveCommand, shareCommand, templatesCommand } from '../commands/files';
import { themeCommand } from '../commands/view';
import { Button } from '../controls/button';
import { LateMenu } from '../controls/late-menu';
import { t } from '../language/t';
import { soon } from '../loading/soon';
import { BackendChip } from './backend-chip';
import { GraphTitle } from './graph-title';
import { Logo } from './logo';
import { RunControls } from './run-controls';
import { RunStatusLine } from './run-status-line';
import { SaveMark } from './save-mark';
import styles from './top-bar.module.css';

const MainMenu = soon(() => import('./main-menu').then((all) => all.MainMenu));

export function TopBar() {
  return (
    <header className={styles.bar}>
      <div className={styles.group}>
        <Logo />
        <LateMenu
          menu={MainMenu}
          button={
            <button type="button" className={styles.brand} aria-label={t('Graph menu')}>
              Graft <ChevronDown size={14} aria-hidden />
            </button>
          }
        />
        <span className={styles.divider} />
        <GraphTitle />
        <SaveMark />
      </div>
      <div className={styles.group}>
        <RunStatusLine />
        <CommandButton command={undoCommand} />
        <CommandButton command={redoCommand} />
        <span className={styles.wide}>
          <span className={styles.divider} />
          <CommandButton command={libraryCommand} />
          <Button tone="plain" icon={templatesCommand.icon} onClick={templatesCommand.run}>
            {t('Templates')}
          </Button>
          <CommandButton command={shareCommand} />
        </span>
        {/* Also in the menu: where there is no room, it is enough that they are there. */}
        <span className={styles.roomy}>
          <CommandButton command={openCommand} />
          <CommandButton command={saveCommand} />
          <CommandButton command={themeCommand} />
        </span>
        <span className={styles.wide}>
          <span className={styles.divider} />
          <BackendChip />
        </span>
        <RunControls />
      </div>
    </header>
  );
}
