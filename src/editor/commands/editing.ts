import {
  ClipboardPaste,
  Copy,
  CopyPlus,
  Redo2,
  Scissors,
  SquareDashedMousePointer,
  Trash2,
  Undo2,
} from 'lucide-react';
import { t } from '../language/t';
import { duplicateSelected, pasteText, rememberCopy } from '../store/clipboard';
import { deleteSelected, type Point, redoEdit, select, undoEdit } from '../store/edit';
import { currentDocument, type EditorState, useEditor } from '../store/editor-store';
import type { Command } from './command';

const someNode = (state: EditorState): boolean => state.selection.nodes.size > 0;
const something = (state: EditorState): boolean => someNode(state) || state.selection.wires.size > 0;

export const undoCommand: Command = {
  id: 'undo',
  label: t('Undo'),
  icon: Undo2,
  shortcuts: ['Mod+Z'],
  enabled: (state) => state.history.past.length > 0,
  run: undoEdit,
};

export const redoCommand: Command = {
  id: 'redo',
  label: t('Redo'),
  icon: Redo2,
  shortcuts: ['Mod+Shift+Z', 'Mod+Y'],
  enabled: (state) => state.history.future.length > 0,
  run: redoEdit,
};

export const deleteCommand: Command = {
  id: 'delete',
  label: t('Delete'),
  icon: Trash2,
  shortcuts: ['Delete', 'Backspace'],
  enabled: something,
  run: deleteSelected,
};

/** Copy, cut and paste by keyboard come as clipboard events; see `keyboard.ts`. */
export const copyCommand: Command = {
  id: 'copy',
  label: t('Copy'),
  icon: Copy,
  systemShortcut: 'Mod+C',
  enabled: someNode,
  run: () => {
    const text = rememberCopy(useEditor.getState().selection.nodes);
    // Without permission the copy still works inside this page.
    navigator.clipboard?.writeText(text).catch(() => undefined);
  },
};

export const cutCommand: Command = {
  id: 'cut',
  label: t('Cut'),
  icon: Scissors,
  systemShortcut: 'Mod+X',
  enabled: someNode,
  run: () => {
    copyCommand.run();
    deleteSelected();
  },
};

export const pasteCommand: Command = {
  id: 'paste',
  label: t('Paste'),
  icon: ClipboardPaste,
  systemShortcut: 'Mod+V',
  run: () => pasteFromSystem(),
};

export async function pasteFromSystem(at?: Point): Promise<void> {
  pasteText(await navigator.clipboard?.readText().catch(() => undefined), at);
}

export const duplicateCommand: Command = {
  id: 'duplicate',
  label: t('Duplicate'),
  icon: CopyPlus,
  shortcuts: ['Mod+D'],
  enabled: someNode,
  run: duplicateSelected,
};

export const selectAllCommand: Command = {
  id: 'select-all',
  label: t('Select all'),
  icon: SquareDashedMousePointer,
  shortcuts: ['Mod+A'],
  enabled: (state) => state.history.present.nodes.length > 0,
  run: () => select(currentDocument().nodes.map((node) => node.id)),
};
