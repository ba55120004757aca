import type { NodeChange } from '@xyflow/react';
import { boxOf } from '../canvas/box-of';
import type { FlowNode } from '../canvas/to-flow';
import { isMove } from '../groups/group-changes';
import { isWithin } from './within';

type Changes = readonly NodeChange<FlowNode>[];
/** What each moving note takes along, by the note's id. */
export type Carried = ReadonlyMap<string, ReadonlySet<string>>;

const NOTHING: Carried = new Map();

/** Of drags under way: a note takes along what was inside when it set off, not what it passes over. */
const underWay = new Map<string, ReadonlySet<string>>();

/** What the notes that these changes move take along. */
export function carriedBy(changes: Changes, nodes: readonly FlowNode[]): Carried {
  if (!nodes.some(({ type }) => type === 'note')) return NOTHING;
  const notes = new Map(nodes.flatMap((node) => (node.type === 'note' ? [[node.id, node]] : [])));
  const carried = new Map<string, ReadonlySet<string>>();
  for (const { id, dragging } of changes.filter(isMove)) {
    const note = notes.get(id);
    if (!note) continue;
    const held = underWay.get(id) ?? heldBy(note, nodes);
    carried.set(id, held);
    if (dragging) underWay.set(id, held);
    else underWay.delete(id);
  }
  return carried;
}

function heldBy(note: FlowNode, nodes: readonly FlowNode[]): ReadonlySet<string> {
  const outer = boxOf(note);
  return new Set(nodes.filter((node) => node !== note && isWithin(boxOf(node), outer)).map(({ id }) => id));
}

/** Moves of notes as moves of what they hold, too; a node that is moved itself goes its own way. */
export function withCarried(
  changes: NodeChange<FlowNode>[],
  nodes: readonly FlowNode[],
  carried: Carried,
): NodeChange<FlowNode>[] {
  if (carried.size === 0) return changes;
  const moves = changes.filter(isMove);
  const places = new Map(nodes.map(({ id, position }) => [id, position]));
  const taken = new Set(moves.map(({ id }) => id));
  const followed = moves.flatMap(({ id: note, position, dragging }): NodeChange<FlowNode>[] => {
    const from = places.get(note);
    if (!from || !position) return [];
    return [...(carried.get(note) ?? [])].flatMap((id) => {
      const place = places.get(id);
      if (!place || taken.has(id)) return [];
      taken.add(id);
      const moved = { x: place.x + position.x - from.x, y: place.y + position.y - from.y };
      return [{ id, type: 'position', position: moved, dragging }];
    });
  });
  return [...changes, ...followed];
}
