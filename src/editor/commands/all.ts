import { blocksCommand, publishCommand } from './blocks';
import type { Command } from './command';
import {
  copyCommand,
  cutCommand,
  deleteCommand,
  duplicateCommand,
  pasteCommand,
  redoCommand,
  selectAllCommand,
  undoCommand,
} from './editing';
import {
  compareCommand,
  libraryCommand,
  newCommand,
  openCommand,
  saveCommand,
  shareCommand,
  templatesCommand,
  versionsCommand,
} from './files';
import {
  collapseCommand,
  groupColourCommand,
  groupCommand,
  renameGroupCommand,
  ungroupCommand,
} from './grouping';
import { connectCommand, nextRegionCommand, previousRegionCommand, settingsCommand } from './keyboard-use';
import { modelsCommand, saveTrainedCommand } from './models';
import { cancelCommand, pauseCommand, runCommand, runSelectedCommand, startOverCommand } from './running';
import {
  deselectCommand,
  fitViewCommand,
  planCommand,
  shortcutsCommand,
  storageCommand,
  themeCommand,
  zoomInCommand,
  zoomOutCommand,
} from './view';

/** All commands, grouped as the list of shortcuts shows them. */
export const commandGroups: readonly { readonly title: string; readonly commands: readonly Command[] }[] = [
  { title: 'Run', commands: [runCommand, runSelectedCommand, pauseCommand, cancelCommand, startOverCommand] },
  {
    title: 'Edit',
    commands: [
      undoCommand,
      redoCommand,
      cutCommand,
      copyCommand,
      pasteCommand,
      duplicateCommand,
      deleteCommand,
      connectCommand,
      settingsCommand,
      selectAllCommand,
      deselectCommand,
    ],
  },
  {
    title: 'Groups',
    commands: [
      groupCommand,
      ungroupCommand,
      collapseCommand,
      renameGroupCommand,
      groupColourCommand,
      publishCommand,
      blocksCommand,
    ],
  },
  {
    title: 'Graph',
    commands: [
      libraryCommand,
      templatesCommand,
      newCommand,
      openCommand,
      saveCommand,
      shareCommand,
      versionsCommand,
      compareCommand,
    ],
  },
  { title: 'Models', commands: [modelsCommand, saveTrainedCommand] },
  {
    title: 'View',
    commands: [
      nextRegionCommand,
      previousRegionCommand,
      fitViewCommand,
      zoomInCommand,
      zoomOutCommand,
      planCommand,
      storageCommand,
      themeCommand,
      shortcutsCommand,
    ],
  },
];

export const allCommands: readonly Command[] = commandGroups.flatMap((group) => group.commands);
