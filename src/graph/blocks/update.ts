import type { GraphDocument, GraphNode, Group, Wire } from '../document';
import { freshId, removeNodes, takenIds } from '../edit';
import { updateGroup } from '../groups/edit';
import { groupPosition } from '../groups/fold';
import type { Block } from './block';
import { copyOf } from './insert';

export interface Updated {
  readonly document: GraphDocument;
  /** Wires to the rest of the graph that have no place in the new version. */
  readonly lost: number;
}

/**
 * Brings a copy of a block to another version of it. Nodes that both versions have stay the same nodes:
 * wires to the rest of the graph stay, and so do the values of the parameters that the block shows, which
 * are its user's to set. Everything else is as the version has it. Nodes that the user put into the group
 * stay in it.
 */
export function updateBlock(document: GraphDocument, groupId: string, block: Block): Updated {
  const group = document.groups?.find(({ id }) => id === groupId);
  if (group?.block?.id !== block.id) return { document, lost: 0 };
  const before = new Map(Object.entries(group.block.nodes));
  const gone = new Set(before.values());
  for (const { id } of block.nodes) gone.delete(before.get(id) ?? '');
  const members = memberIds(document, block, before);
  const own = new Set(members.values());

  const start = groupPosition(document, group);
  const old = new Map(document.nodes.map((node) => [node.id, node]));
  const fresh = new Map(
    block.nodes.map((inner) => {
      const id = members.get(inner.id) ?? inner.id;
      return [id, nodeOf(inner, id, block, old.get(id), start)];
    }),
  );
  const extras = group.members.filter((id) => !own.has(id) && !gone.has(id));
  const kept = removeNodes(withLabel(document, group, block, members, extras), gone);
  const isThere = new Set(kept.nodes.map(({ id }) => id));
  const wires = newWires(kept.wires, block, members);
  return {
    document: {
      ...kept,
      nodes: [
        ...kept.nodes.map((node) => fresh.get(node.id) ?? node),
        ...[...fresh.values()].filter(({ id }) => !isThere.has(id)),
      ],
      wires,
    },
    lost: outside(document.wires, new Set([...before.values()])) - outside(wires, own),
  };
}

/** The id that each node of the version has in the graph: the former one, or one that is free. */
function memberIds(document: GraphDocument, block: Block, before: ReadonlyMap<string, string>) {
  const taken = takenIds(document);
  return new Map(
    block.nodes.map(({ id }) => {
      const member = before.get(id) ?? freshId(id.replace(/-\d+$/, ''), taken);
      taken.add(member);
      return [id, member];
    }),
  );
}

function nodeOf(
  inner: GraphNode,
  id: string,
  block: Block,
  old: GraphNode | undefined,
  start: { readonly x: number; readonly y: number },
): GraphNode {
  const shown = old?.kind === inner.kind ? block.params.filter(({ node }) => node === inner.id) : [];
  const own = shown.flatMap(({ param }) => {
    const value = old && Object.hasOwn(old.params, param) ? old.params[param] : undefined;
    return value === undefined ? [] : [[param, value] as const];
  });
  return {
    ...inner,
    id,
    position: { ...inner.position, x: start.x + inner.position.x, y: start.y + inner.position.y },
    params: { ...inner.params, ...Object.fromEntries(own) },
  };
}

const withLabel = (
  document: GraphDocument,
  { id, block: origin }: Group,
  block: Block,
  members: ReadonlyMap<string, string>,
  extras: readonly string[],
): GraphDocument =>
  updateGroup(document, id, ({ description: _old, ...group }) => ({
    ...group,
    // A name that the user gave stays.
    label: group.label === origin?.name ? block.name : group.label,
    ...copyOf(block, members),
    members: [...members.values(), ...extras],
  }));

/** The version's own wires in the place of the former ones. A wire from outside makes way at an input. */
function newWires(wires: readonly Wire[], block: Block, members: ReadonlyMap<string, string>): Wire[] {
  const own = new Set(members.values());
  const place = (node: string, port: string) => JSON.stringify([node, port]);
  const entered = new Set(block.wires.map(({ to }) => place(members.get(to.node) ?? '', to.port)));
  const stay = wires.filter(
    ({ from, to }) => !(own.has(from.node) && own.has(to.node)) && !entered.has(place(to.node, to.port)),
  );
  const taken = new Set(stay.map(({ id }) => id));
  const added = block.wires.map((wire) => {
    const id = freshId('wire', taken);
    taken.add(id);
    return {
      ...wire,
      id,
      from: { ...wire.from, node: members.get(wire.from.node) ?? wire.from.node },
      to: { ...wire.to, node: members.get(wire.to.node) ?? wire.to.node },
    };
  });
  return [...stay, ...added];
}

/** How many wires lead from these nodes to others. */
const outside = (wires: readonly Wire[], ids: ReadonlySet<string>): number =>
  wires.filter(({ from, to }) => ids.has(from.node) !== ids.has(to.node)).length;
