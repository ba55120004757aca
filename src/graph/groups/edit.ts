import type { GraphDocument, Group } from '../document';
import { freshId, takenIds } from '../edit';
import { leaveGroups, wholeGroups, withGroups } from './members';

/** The colours of groups, by name; a new group has the first. */
export const GROUP_COLOURS = ['grey', 'blue', 'violet', 'orange', 'pink', 'olive', 'green'] as const;
export type GroupColour = (typeof GROUP_COLOURS)[number];

/** A group's colour; the first where it has none that is known. */
export const groupColourOf = (group: Pick<Group, 'colour'>): GroupColour =>
  GROUP_COLOURS.find((colour) => colour === group.colour) ?? GROUP_COLOURS[0];

export const groupTitle = (group: Group): string => group.label || 'Group';

export interface Grouped {
  readonly document: GraphDocument;
  /** The group that the nodes are in now. */
  readonly id: string;
}

/**
 * Makes nodes one group. They leave the groups that they were in, since groups do not hold groups: one
 * whole group among them takes the others in, of several a new one is made. `undefined` without nodes.
 */
export function groupNodes(document: GraphDocument, ids: ReadonlySet<string>): Grouped | undefined {
  const members = document.nodes.filter(({ id }) => ids.has(id)).map(({ id }) => id);
  if (members.length === 0) return undefined;
  const whole = wholeGroups(document.groups, ids);
  const [target] = whole.length === 1 ? whole : [];
  if (target?.members.length === members.length) return { document, id: target.id };
  if (!target) {
    const group: Group = { id: freshId('group', takenIds(document)), members: [...new Set(members)] };
    const left = leaveGroups(document, ids);
    return { document: withGroups(left, [...(left.groups ?? []), group]), id: group.id };
  }
  const own = new Set(target.members);
  const others = new Set(members.filter((id) => !own.has(id)));
  const left = leaveGroups(document, others);
  return {
    document: updateGroup(left, target.id, (group) => ({
      ...group,
      members: [...group.members, ...others],
    })),
    id: target.id,
  };
}

export const updateGroup = (
  document: GraphDocument,
  id: string,
  change: (group: Group) => Group,
): GraphDocument =>
  withGroups(
    document,
    (document.groups ?? []).map((group) => (group.id === id ? change(group) : group)),
  );
