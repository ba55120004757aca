import { ArrowLeftToLine, ArrowRightToLine, Ban, Palette, Redo, TextCursorInput } from 'lucide-react';
import { registry } from '../../../nodes/registry';
import type { GraphNode } from '../../graph/document';
import { modeOf, type NodeMode, passThrough } from '../../graph/mode';
import { downstreamOf, upstreamOf } from '../../graph/topology';
import { startRenaming } from '../canvas/renaming';
import { NODE_COLOURS } from '../design/node-colours';
import { t } from '../language/t';
import { select, setColour, setMode } from '../store/edit';
import { currentDocument, type EditorState, useEditor } from '../store/editor-store';
import type { Command } from './command';

const selected = ({ history, selection }: EditorState): readonly GraphNode[] =>
  history.present.nodes.filter(({ id }) => selection.nodes.has(id));

export const renameCommand: Command = {
  id: 'rename',
  label: t('Rename'),
  icon: TextCursorInput,
  shortcuts: ['F2'],
  enabled: (state) => {
    const [node, more] = selected(state);
    return node !== undefined && more === undefined;
  },
  run: () => {
    const [node] = selected(useEditor.getState());
    if (node) startRenaming(node.id);
  },
};

/** The selected nodes that may have a mode: what has one can always be switched on again. */
const switchable = (state: EditorState, mode: NodeMode): readonly GraphNode[] =>
  selected(state).filter((node) => modeOf(node) === mode || canHave(node, mode));

function canHave(node: GraphNode, mode: NodeMode): boolean {
  const kind = registry.get(node.kind);
  if (node.kind === 'note') return false;
  return mode === 'mute' || (kind !== undefined && passThrough(kind) !== undefined);
}

const allHave = (nodes: readonly GraphNode[], mode: NodeMode): boolean =>
  nodes.length > 0 && nodes.every((node) => modeOf(node) === mode);

const modeCommand = (mode: NodeMode, about: Omit<Command, 'id' | 'enabled' | 'isOn' | 'run'>): Command => ({
  ...about,
  id: mode,
  enabled: (state) => switchable(state, mode).length > 0,
  isOn: (state) => allHave(switchable(state, mode), mode),
  run: () => {
    const nodes = switchable(useEditor.getState(), mode);
    setMode(new Set(nodes.map(({ id }) => id)), allHave(nodes, mode) ? undefined : mode);
  },
});

export const bypassCommand = modeCommand('bypass', {
  label: t('Bypass'),
  icon: Redo,
  shortcuts: ['B'],
  keywords: ['skip', 'disable', 'switch off', 'pass through'],
});

export const muteCommand = modeCommand('mute', {
  label: t('Mute'),
  icon: Ban,
  shortcuts: ['M'],
  keywords: ['disable', 'switch off', 'do not run'],
});

const someNode = (state: EditorState): boolean => state.selection.nodes.size > 0;

export const colourCommands: readonly Command[] = [
  ...NODE_COLOURS.map(({ name, label }) => ({
    colour: name as string | undefined,
    id: name as string,
    label,
  })),
  { colour: undefined, id: 'none', label: t('No colour') },
].map(({ colour, id, label }, place) => ({
  id: `colour-${id}`,
  label: colour === undefined ? label : t('Colour: {colour}', { colour: label }),
  icon: Palette,
  shortcuts: [String(colour === undefined ? 0 : place + 1)],
  keywords: ['color', 'colour'],
  enabled: someNode,
  isOn: (state) => selected(state).every((node) => node.colour === colour),
  run: () => setColour(useEditor.getState().selection.nodes, colour),
}));

export const selectBeforeCommand: Command = {
  id: 'select-before',
  label: t('Select all it needs'),
  icon: ArrowLeftToLine,
  shortcuts: ['U'],
  keywords: ['upstream', 'before', 'inputs'],
  enabled: someNode,
  run: () => select(upstreamOf(currentDocument(), useEditor.getState().selection.nodes)),
};

export const selectAfterCommand: Command = {
  id: 'select-after',
  label: t('Select all that needs it'),
  icon: ArrowRightToLine,
  shortcuts: ['Shift+U'],
  keywords: ['downstream', 'after', 'outputs'],
  enabled: someNode,
  run: () => select(downstreamOf(currentDocument(), useEditor.getState().selection.nodes)),
};
