import type { Endpoint, GraphDocument, Group } from '../document';

/** The collapsed group that each node is hidden in, by the node's id. */
export function hiddenNodes(groups: readonly Group[] | undefined): ReadonlyMap<string, Group> {
  const hidden = new Map<string, Group>();
  for (const group of groups ?? []) {
    if (group.collapsed) for (const id of group.members) hidden.set(id, group);
  }
  return hidden;
}

/** One name for a port of a member among those of all members, on the card of their group. */
export const memberPort = ({ node, port }: Pick<Endpoint, 'node' | 'port'>): string =>
  JSON.stringify([node, port]);

/** Where an end of a wire is drawn: at its node, or at the group that hides it. */
export function drawnEnd(end: Endpoint, hidden: ReadonlyMap<string, Group>): Endpoint {
  const group = hidden.get(end.node);
  return group ? { node: group.id, port: memberPort(end) } : end;
}

/** The end of a wire that is drawn here: what `drawnEnd` gave, turned back. */
export function realEnd(drawn: Endpoint, groups: readonly Group[] | undefined): Endpoint {
  const group = groups?.find(({ id }) => id === drawn.node);
  if (!group) return drawn;
  const [node, port]: readonly unknown[] = JSON.parse(drawn.port);
  return { node: String(node), port: String(port) };
}

/** Is the wire inside a collapsed group, and not to be seen? */
export function isFoldedAway(
  { from, to }: { readonly from: Endpoint; readonly to: Endpoint },
  hidden: ReadonlyMap<string, Group>,
): boolean {
  const group = hidden.get(from.node);
  return group !== undefined && group === hidden.get(to.node);
}

/** Where a collapsed group's card is: at the upper left corner of its members, so that it moves with them. */
export function groupPosition(
  document: Pick<GraphDocument, 'nodes'>,
  group: Group,
): { readonly x: number; readonly y: number } {
  const own = new Set(group.members);
  let x = Number.POSITIVE_INFINITY;
  let y = Number.POSITIVE_INFINITY;
  for (const { id, position } of document.nodes) {
    if (!own.has(id)) continue;
    x = Math.min(x, position.x);
    y = Math.min(y, position.y);
  }
  return Number.isFinite(x) ? { x, y } : { x: 0, y: 0 };
}
