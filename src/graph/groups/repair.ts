import type { GraphNode, Group } from '../document';
import { freshId } from '../edit';
import type { Problem } from '../problem';
import { withMembers } from './members';

export interface SoundGroups {
  readonly groups: readonly Group[];
  /** What had to be mended. */
  readonly problems: readonly Problem[];
}

/**
 * Groups as the rest of Graft may rely on: each id is used once, each member is a node of the graph and
 * in no other group, no group is empty. Groups that are so already stay the same objects.
 */
export function repairGroups(nodes: readonly GraphNode[], groups: readonly Group[]): SoundGroups {
  const known = new Set(nodes.map(({ id }) => id));
  const taken = new Set(known);
  const owned = new Set<string>();
  const problems: Problem[] = [];
  const sound = groups.flatMap((group): Group[] => {
    const mended = mendMembers(group, known, owned, problems);
    if (!mended) return [];
    const id = freshId(group.id, taken);
    taken.add(id);
    for (const member of mended.members) owned.add(member);
    return [id === group.id ? mended : { ...mended, id }];
  });
  return { groups: sound, problems };
}

function mendMembers(
  group: Group,
  known: ReadonlySet<string>,
  owned: ReadonlySet<string>,
  problems: Problem[],
): Group | undefined {
  const name = JSON.stringify(group.label ?? group.id);
  const report = (code: string, message: string, hint: string) =>
    problems.push({ code, severity: 'warning', message, hint });
  const own = [...new Set(group.members)];
  const unknown = own.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    report(
      'graph/group-member-unknown',
      `The group ${name} named ${unknown.length === 1 ? 'a node' : `${unknown.length} nodes`} that the graph does not have.`,
      'It was left out of the group. The file was edited or damaged.',
    );
  }
  const twice = own.filter((id) => owned.has(id));
  if (twice.length > 0) {
    report(
      'graph/group-member-twice',
      `The group ${name} held ${twice.length === 1 ? 'a node' : `${twice.length} nodes`} of another group.`,
      'A node is in one group at most: it stays in the first.',
    );
  }
  const members = own.filter((id) => known.has(id) && !owned.has(id));
  if (members.length === 0) {
    report('graph/group-empty', `The group ${name} has no nodes.`, 'It was removed.');
    return undefined;
  }
  const isSound = members.length === group.members.length && !showsOthers(group);
  return isSound ? group : withMembers(group, members);
}

/** Does it speak of nodes that are not its own, or of one as two nodes of its block? */
function showsOthers({ members, ports = [], params = [], block }: Group): boolean {
  const own = new Set(members);
  const shows = [...ports, ...params].some(({ node }) => !own.has(node));
  return shows || Object.values(block?.nodes ?? {}).some((id) => !own.delete(id));
}
