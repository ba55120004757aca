import { ChevronDown } from 'lucide-react';
import { blocksCommand } from '../commands/blocks';
import { CommandButton, CommandItem } from '../commands/command-button';
import { redoCommand, undoCommand } from '../commands/editing';
import {
  compareCommand,
  libraryCommand,
  newCommand,
  openCommand,
  saveCommand,
  shareCommand,
  templatesCommand,
  versionsCommand,
} from '../commands/files';
import { finderCommand, findNodeCommand } from '../commands/finding';
import { modelsCommand, saveTrainedCommand } from '../commands/models';
import {
  historyCommand,
  planCommand,
  shortcutsCommand,
  storageCommand,
  themeCommand,
} from '../commands/view';
import { Button } from '../controls/button';
import { Menu, MenuSeparator } from '../controls/menu';
import { t } from '../language/t';
import { BackendChip } from './backend-chip';
import { GraphTitle } from './graph-title';
import { LanguageChoice } from './language-choice';
import { Logo } from './logo';
import { RunControls } from './run-controls';
import { RunStatusLine } from './run-status-line';
import { SaveMark } from './save-mark';
import styles from './top-bar.module.css';

export function TopBar() {
  return (
    <header className={styles.bar}>
      <div className={styles.group}>
        <Logo />
        <Menu
          trigger={
            <button type="button" className={styles.brand} aria-label={t('Graph menu')}>
              Graft <ChevronDown size={14} aria-hidden />
            </button>
          }
        >
          <CommandItem command={newCommand} />
          <CommandItem command={libraryCommand} />
          <CommandItem command={templatesCommand} />
          <CommandItem command={openCommand} />
          <MenuSeparator />
          <CommandItem command={saveCommand} />
          <CommandItem command={shareCommand} />
          <CommandItem command={versionsCommand} />
          <CommandItem command={compareCommand} />
          <MenuSeparator />
          <CommandItem command={blocksCommand} />
          <CommandItem command={modelsCommand} />
          <CommandItem command={saveTrainedCommand} />
          <MenuSeparator />
          <CommandItem command={finderCommand} />
          <CommandItem command={findNodeCommand} />
          <CommandItem command={historyCommand} />
          <CommandItem command={planCommand} />
          <CommandItem command={storageCommand} />
          <CommandItem command={themeCommand} />
          <CommandItem command={shortcutsCommand} />
          <MenuSeparator />
          <LanguageChoice />
        </Menu>
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
