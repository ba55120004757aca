import { t } from '../language/t';
import { alignCommands, distributeCommands, guidesCommand, snapCommand, tidyUpCommand } from './arranging';
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
import { addNodeCommand, finderCommand, findNodeCommand } from './finding';
import {
  collapseCommand,
  groupColourCommand,
  groupCommand,
  renameGroupCommand,
  ungroupCommand,
} from './grouping';
import { connectCommand, nextRegionCommand, previousRegionCommand, settingsCommand } from './keyboard-use';
import { modelsCommand, saveTrainedCommand } from './models';
import {
  bypassCommand,
  colourCommands,
  muteCommand,
  renameCommand,
  selectAfterCommand,
  selectBeforeCommand,
} from './nodes';
import { addNoteCommand, frameCommand, selectHeldCommand } from './notes';
import { cancelCommand, pauseCommand, runCommand, runSelectedCommand, startOverCommand } from './running';
import {
  deselectCommand,
  fitSelectionCommand,
  fitViewCommand,
  historyCommand,
  minimapCommand,
  planCommand,
  shortcutsCommand,
  storageCommand,
  themeCommand,
  zoomInCommand,
  zoomOutCommand,
} from './view';
import { bendWireCommand, insertNodeCommand, straightenWireCommand } from './wires';

/** All commands, grouped as the list of shortcuts shows them. */
export const commandGroups: readonly { readonly title: string; readonly commands: readonly Command[] }[] = [
  {
    title: t('Run'),
    commands: [runCommand, runSelectedCommand, pauseCommand, cancelCommand, startOverCommand],
  },
  {
    title: t('Edit'),
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
      selectBeforeCommand,
      selectAfterCommand,
      historyCommand,
    ],
  },
  { title: t('Find'), commands: [finderCommand, findNodeCommand, addNodeCommand] },
  {
    title: t('Nodes and wires'),
    commands: [
      renameCommand,
      bypassCommand,
      muteCommand,
      insertNodeCommand,
      bendWireCommand,
      straightenWireCommand,
      addNoteCommand,
      frameCommand,
      selectHeldCommand,
      ...colourCommands,
    ],
  },
  {
    title: t('Arrange'),
    commands: [tidyUpCommand, ...alignCommands, ...distributeCommands, snapCommand, guidesCommand],
  },
  {
    title: t('Groups'),
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
    title: t('Graph'),
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
  { title: t('Models'), commands: [modelsCommand, saveTrainedCommand] },
  {
    title: t('View'),
    commands: [
      nextRegionCommand,
      previousRegionCommand,
      fitViewCommand,
      fitSelectionCommand,
      minimapCommand,
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
