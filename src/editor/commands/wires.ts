import { Minus, Spline, SquarePlus } from 'lucide-react';
import type { Wire } from '../../graph/document';
import { leadWire } from '../../graph/edit';
import { bendWire } from '../canvas/bend-wire';
import { canvasHandle } from '../canvas/canvas-handle';
import { t } from '../language/t';
import { edit } from '../store/edit';
import { type EditorState, useEditor } from '../store/editor-store';
import type { Command } from './command';

/** The wire that is selected, where it is one. */
function onlyWire({ history, selection }: EditorState): Wire | undefined {
  if (selection.wires.size !== 1) return undefined;
  return history.present.wires.find(({ id }) => selection.wires.has(id));
}

export const insertNodeCommand: Command = {
  id: 'insert-node',
  label: t('Insert a node on the wire…'),
  icon: SquarePlus,
  shortcuts: ['I'],
  enabled: (state) => onlyWire(state) !== undefined,
  run: () => {
    const wire = onlyWire(useEditor.getState());
    const canvas = canvasHandle();
    const at = wire && canvas?.wire(wire.id)?.middle;
    if (!wire || !canvas || !at) return;
    const request = { at, screen: canvas.toScreen(at), wire: wire.id };
    useEditor.setState({ dialog: { type: 'add-node', request } });
  },
};

export const bendWireCommand: Command = {
  id: 'bend-wire',
  label: t('Add a bend to the wire'),
  icon: Spline,
  shortcuts: ['R'],
  keywords: ['reroute', 'point'],
  enabled: (state) => onlyWire(state) !== undefined,
  run: () => {
    const wire = onlyWire(useEditor.getState());
    if (wire) bendWire(wire.id);
  },
};

export const straightenWireCommand: Command = {
  id: 'straighten-wire',
  label: t('Remove all bends'),
  icon: Minus,
  shortcuts: ['Shift+R'],
  keywords: ['reroute', 'straighten'],
  enabled: ({ history, selection }) =>
    history.present.wires.some(({ id, points }) => points && selection.wires.has(id)),
  run: () =>
    edit(
      (document) =>
        [...useEditor.getState().selection.wires].reduce((rest, id) => leadWire(rest, id, []), document),
      { name: t('Straightened wires') },
    ),
};
