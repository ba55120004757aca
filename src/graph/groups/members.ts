import type { Group } from '../document';

/** The group with these members only; what it shows of others goes with them. */
export function withMembers(group: Group, members: readonly string[]): Group {
  const stay = new Set(members);
  const free = new Set(members);
  const { ports, params, block, ...rest } = group;
  return {
    ...rest,
    members: [...members],
    ...(ports && { ports: ports.filter(({ node }) => stay.has(node)) }),
    ...(params && { params: params.filter(({ node }) => stay.has(node)) }),
    ...(block && {
      block: {
        ...block,
        // A node stands for one node of the block.
        nodes: Object.fromEntries(Object.entries(block.nodes).filter(([, id]) => free.delete(id))),
      },
    }),
  };
}

/** The document with these groups; a document without any has no list of them. */
export function withGroups<T extends { readonly groups?: readonly Group[] }>(
  document: T,
  groups: readonly Group[],
): T {
  const { groups: _old, ...rest } = document;
  return (groups.length > 0 ? { ...rest, groups: [...groups] } : rest) as T;
}

/** Takes nodes out of their groups; a group that nobody is left in goes too. */
export function leaveGroups<T extends { readonly groups?: readonly Group[] }>(
  document: T,
  ids: ReadonlySet<string>,
): T {
  if (!document.groups?.some(({ members }) => members.some((id) => ids.has(id)))) return document;
  return withGroups(
    document,
    document.groups.flatMap((group) => {
      const stay = group.members.filter((id) => !ids.has(id));
      if (stay.length === group.members.length) return [group];
      return stay.length > 0 ? [withMembers(group, stay)] : [];
    }),
  );
}

/** The groups all of whose members are among these nodes. */
export const wholeGroups = (groups: readonly Group[] | undefined, ids: ReadonlySet<string>): Group[] =>
  (groups ?? []).filter(({ members }) => members.every((id) => ids.has(id)));
