import { Blocks, PackagePlus } from 'lucide-react';
import { t } from '../language/t';
import { useEditor } from '../store/editor-store';
import { groupSelected, touchedGroups } from '../store/groups';
import type { Command } from './command';

export const blocksCommand: Command = {
  id: 'blocks',
  label: t('Your blocks…'),
  icon: Blocks,
  shortcuts: ['K'],
  run: () => useEditor.setState({ dialog: { type: 'blocks' } }),
};

/** Publishes the group of the selection; nodes in none are made one first. */
export const publishCommand: Command = {
  id: 'publish-block',
  label: t('Publish as a block…'),
  icon: PackagePlus,
  shortcuts: ['Shift+B'],
  enabled: (state) => state.selection.nodes.size > 0 && touchedGroups(state).length < 2,
  run() {
    if (touchedGroups(useEditor.getState()).length === 0) groupSelected();
    const [group] = touchedGroups(useEditor.getState());
    if (group) useEditor.setState({ dialog: { type: 'publish-block', group: group.id } });
  },
};
