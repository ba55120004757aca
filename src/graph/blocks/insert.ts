import type { GraphDocument, Group } from '../document';
import { freshId, pasteFragment, takenIds } from '../edit';
import { withGroups } from '../groups/members';
import type { Block } from './block';

export interface Inserted {
  readonly document: GraphDocument;
  readonly group: Group;
}

/** Adds a copy of a block, as a collapsed group that remembers where it came from. */
export function insertBlock(
  document: GraphDocument,
  block: Block,
  at: { readonly x: number; readonly y: number },
): Inserted {
  const pasted = pasteFragment(document, { nodes: block.nodes, wires: block.wires }, at);
  const members = new Map(block.nodes.map(({ id }, place) => [id, pasted.ids[place] ?? id]));
  const group: Group = {
    id: freshId('block', takenIds(pasted.document)),
    collapsed: true,
    ...copyOf(block, members),
    label: block.name,
    ...(block.colour !== undefined && { colour: block.colour }),
    members: [...members.values()],
  };
  return { document: withGroups(pasted.document, [...(pasted.document.groups ?? []), group]), group };
}

/** What a group has from the block that it is a copy of. `members`: the node that each node of the block became. */
export function copyOf(
  block: Block,
  members: ReadonlyMap<string, string>,
): Pick<Group, 'description' | 'ports' | 'params' | 'block'> {
  const name = (id: string) => members.get(id) ?? id;
  return {
    ...(block.description !== '' && { description: block.description }),
    ports: block.ports.map((port) => ({ ...port, node: name(port.node) })),
    params: block.params.map((param) => ({ ...param, node: name(param.node) })),
    block: {
      id: block.id,
      version: block.version,
      name: block.name,
      nodes: Object.fromEntries(members),
    },
  };
}
