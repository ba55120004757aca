import { registry } from '../../../nodes/registry';
import type { GraphDocument } from '../../graph/document';
import { addNode } from '../../graph/edit';
import { hiddenNodes } from '../../graph/groups/fold';
import { canvasHandle } from '../canvas/canvas-handle';
import { startRenaming } from '../canvas/renaming';
import type { Box } from '../canvas/wire-route';
import { frameAround } from '../groups/frames';
import { t } from '../language/t';
import { edit, newNode, select } from '../store/edit';
import { currentDocument, useEditor } from '../store/editor-store';
import { isWithin } from './within';

/** Where a node is drawn: in a collapsed group, that is where the group's card is. */
function boxesOf({ groups }: GraphDocument, ids: Iterable<string>): ReadonlyMap<string, Box> {
  const canvas = canvasHandle();
  const hidden = hiddenNodes(groups);
  return new Map(
    [...ids].flatMap((id) => {
      const box = canvas?.box(hidden.get(id)?.id ?? id);
      return box ? [[id, box] as const] : [];
    }),
  );
}

/** The frame around nodes, and around the frames of the groups that all of them are in. */
function frameOf(document: GraphDocument, boxes: ReadonlyMap<string, Box>): Box | undefined {
  const groups = (document.groups ?? [])
    .filter(({ collapsed, members }) => !collapsed && members.every((id) => boxes.has(id)))
    .flatMap(({ members }) => frameAround(members.flatMap((id) => boxes.get(id) ?? [])) ?? []);
  return frameAround([...boxes.values(), ...groups]);
}

/** Adds a note as a frame around the selected nodes, to be written in at once. */
export function frameSelection(): void {
  const document = currentDocument();
  const kind = registry.get('note');
  const frame = frameOf(document, boxesOf(document, useEditor.getState().selection.nodes));
  if (!kind || !frame) return;
  const size = { width: Math.round(frame.width), height: Math.round(frame.height) };
  const note = { ...newNode(document, kind, frame), size, params: { text: '' } };
  edit((current) => addNode(current, note), {
    selection: { nodes: new Set([note.id]), wires: new Set() },
    name: t('Framed nodes'),
  });
  startRenaming(note.id);
}

/** The nodes that lie inside a note. */
export function nodesIn(noteId: string): readonly string[] {
  const document = currentDocument();
  const outer = canvasHandle()?.box(noteId);
  if (!outer) return [];
  const boxes = boxesOf(
    document,
    document.nodes.map(({ id }) => id),
  );
  return [...boxes].filter(([id, box]) => id !== noteId && isWithin(box, outer)).map(([id]) => id);
}

/** Adds what the selected notes hold to the selection, to be copied or deleted with them. */
export function selectHeld(): void {
  const { nodes } = useEditor.getState().selection;
  const notes = currentDocument().nodes.filter(({ id, kind }) => kind === 'note' && nodes.has(id));
  select([...nodes, ...notes.flatMap(({ id }) => nodesIn(id))]);
}
