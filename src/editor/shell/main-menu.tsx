import type { ReactElement } from 'react';
import { blocksCommand } from '../commands/blocks';
import { CommandItem } from '../commands/command-item';
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
import { Menu, MenuSeparator } from '../controls/menu';
import { LanguageChoice } from './language-choice';

/** Commands for the graph as a whole and for the page. */
export const MainMenu = ({ trigger }: { readonly trigger: ReactElement }) => (
  <Menu trigger={trigger}>
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
);
