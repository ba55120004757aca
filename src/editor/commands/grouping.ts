import { Group as GroupIcon, Minimize2, Palette, PencilLine, Ungroup } from 'lucide-react';
import { t } from '../language/t';
import { type EditorState, useEditor } from '../store/editor-store';
import { groupSelected, nextColour, toggleCollapsed, touchedGroups, ungroupSelected } from '../store/groups';
import type { Command } from './command';

const someGroup = (state: EditorState): boolean => touchedGroups(state).length > 0;

export const groupCommand: Command = {
  id: 'group',
  label: t('Group'),
  icon: GroupIcon,
  shortcuts: ['Mod+G'],
  enabled: (state) => state.selection.nodes.size > 0,
  run: groupSelected,
};

export const ungroupCommand: Command = {
  id: 'ungroup',
  label: t('Ungroup'),
  icon: Ungroup,
  shortcuts: ['Mod+Shift+G'],
  enabled: someGroup,
  run: ungroupSelected,
};

export const collapseCommand: Command = {
  id: 'collapse',
  label: t('Collapse or expand group'),
  icon: Minimize2,
  shortcuts: ['G'],
  enabled: someGroup,
  run: toggleCollapsed,
};

export const groupColourCommand: Command = {
  id: 'group-colour',
  label: t('Next colour of the group'),
  icon: Palette,
  shortcuts: ['Shift+C'],
  enabled: someGroup,
  run: nextColour,
};

export const renameGroupCommand: Command = {
  id: 'rename-group',
  label: t('Rename group…'),
  icon: PencilLine,
  shortcuts: ['Mod+Alt+G'],
  enabled: (state) => touchedGroups(state).length === 1,
  run() {
    const [group] = touchedGroups(useEditor.getState());
    if (group) useEditor.setState({ dialog: { type: 'rename-group', group: group.id } });
  },
};
