import { registry } from '../../../nodes/registry';
import { canvasHandle } from '../canvas/canvas-handle';
import { allCommands, commandGroups } from '../commands/all';
import { shortcutOf } from '../commands/command-button';
import { SearchDialog } from '../controls/search-dialog';
import type { SearchItem } from '../controls/search-list';
import { t } from '../language/t';
import { addInView } from '../palette/add-in-view';
import { select } from '../store/edit';
import { useEditor } from '../store/editor-store';
import { findAnything, findNodes } from './find';

interface FinderDialogProps {
  readonly what: 'anything' | 'nodes';
  readonly onClose: () => void;
}

/** Does a command, adds a node or goes to one, by a part of its name. */
export default function FinderDialog({ what, onClose }: FinderDialogProps) {
  const choose = (item: SearchItem) => {
    // A command may open a dialog of its own in this one's place.
    onClose();
    perform(item.id);
  };
  if (what === 'nodes') {
    return (
      <SearchDialog
        label={t('Find a node in this graph')}
        search={(query) => {
          const found = findNodes(query, useEditor.getState().history.present);
          return found.items.length > 0 ? [found] : [];
        }}
        none={(query) =>
          query ? t('No node here is called “{query}”.', { query }) : t('This graph has no nodes yet.')
        }
        onChoose={choose}
        onClose={onClose}
      />
    );
  }
  return (
    <SearchDialog
      label={t('Find a command or a node')}
      search={(query) => findAnything(query, { groups: commandGroups, state: withoutDialog(), shortcutOf })}
      none={(query) => t('Nothing here is called “{query}”.', { query })}
      onChoose={choose}
      onClose={onClose}
    />
  );
}

/** Commands are asked whether they make sense once this dialog is closed. */
const withoutDialog = () => ({ ...useEditor.getState(), dialog: undefined });

function perform(id: string): void {
  const name = id.slice(id.indexOf(' ') + 1);
  if (id.startsWith('command ')) allCommands.find((command) => command.id === name)?.run();
  if (id.startsWith('kind ')) {
    const kind = registry.get(name);
    if (kind) addInView(kind);
  }
  if (id.startsWith('node ')) {
    select([name]);
    canvasHandle()?.show([name]);
  }
}
