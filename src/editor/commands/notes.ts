import { Frame, SquareDashedMousePointer, StickyNote } from 'lucide-react';
import { registry } from '../../../nodes/registry';
import { t } from '../language/t';
import { frameSelection, selectHeld } from '../notes/frame-selection';
import { addInView } from '../palette/add-in-view';
import type { Command } from './command';

export const addNoteCommand: Command = {
  id: 'add-note',
  label: t('Add a note'),
  icon: StickyNote,
  shortcuts: ['N'],
  keywords: ['comment', 'text'],
  run: () => {
    const kind = registry.get('note');
    if (kind) addInView(kind);
  },
};

export const frameCommand: Command = {
  id: 'frame',
  label: t('Frame with a note'),
  icon: Frame,
  shortcuts: ['Shift+N'],
  keywords: ['comment', 'around', 'section'],
  enabled: ({ selection }) => selection.nodes.size > 0,
  run: frameSelection,
};

export const selectHeldCommand: Command = {
  id: 'select-held',
  label: t('Select what the note holds'),
  icon: SquareDashedMousePointer,
  shortcuts: ['Alt+A'],
  keywords: ['comment', 'frame', 'inside'],
  enabled: ({ history, selection }) =>
    history.present.nodes.some(({ id, kind }) => kind === 'note' && selection.nodes.has(id)),
  run: selectHeld,
};
