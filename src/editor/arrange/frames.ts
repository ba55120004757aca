import type { GraphDocument } from '../../graph/document';
import { updateNode } from '../../graph/edit';
import type { Box } from '../canvas/wire-route';
import { frameAround } from '../groups/frames';
import { isWithin } from '../notes/within';
import type { Places } from './align';

/**
 * Puts the notes that are frames around what they hold again, once nodes have moved to their places; a
 * frame that holds none of these stays. `boxes`: where all nodes but notes were before.
 */
export function refitFrames(
  document: GraphDocument,
  boxes: ReadonlyMap<string, Box>,
  places: Places,
): GraphDocument {
  // A frame within another is there already when the other goes around it.
  const settled = new Map<string, Box>();
  const notes = notesOf(document).sort((a, b) => a.width * a.height - b.width * b.height);
  return notes.reduce((current, note) => {
    const held = [...boxes].filter(([, box]) => isWithin(box, note));
    if (!held.some(([id]) => places.has(id))) return current;
    const inner = notes.flatMap(({ id, ...box }) => (isWithin(box, note) ? (settled.get(id) ?? []) : []));
    const frame = frameAround([...held.map(([id, box]) => ({ ...box, ...places.get(id) })), ...inner]);
    if (!frame) return current;
    settled.set(note.id, frame);
    const { x, y, width, height } = frame;
    return updateNode(current, note.id, (node) => ({
      ...node,
      position: { ...node.position, x, y },
      size: { width: Math.round(width), height: Math.round(height) },
    }));
  }, document);
}

const notesOf = ({ nodes }: GraphDocument) =>
  nodes.flatMap(({ id, kind, position: { x, y }, size }) =>
    kind === 'note' && size ? [{ id, x, y, width: size.width, height: size.height }] : [],
  );
