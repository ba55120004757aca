import type { ItemChange, ListDiff } from '../../graph/diff';
import type { GraphDocument, Group } from '../../graph/document';
import { groupTitle } from '../../graph/groups/edit';
import { t } from '../language/t';
import { nodeTitle } from '../store/node-hooks';
import type { DiffEntry, DiffLine } from './describe-diff';

/** What differs between the groups of two graphs, in words. */
export const groupEntries = (
  diff: ListDiff<Group>,
  before: GraphDocument,
  after: GraphDocument,
): DiffEntry[] => [
  ...diff.added.map((group) => entryOf(group, 'added', after)),
  ...diff.removed.map((group) => entryOf(group, 'removed', before)),
  ...diff.changed.map((change) => changedGroup(change, before, after)),
];

function entryOf(group: Group, sign: 'added' | 'removed', document: GraphDocument): DiffEntry {
  return {
    id: `${sign} ${group.id}`,
    sign,
    title: groupTitle(group),
    lines: [{ id: 'members', label: names(group.members, document) }],
  };
}

function changedGroup(
  { before, after, changes }: ItemChange<Group>,
  old: GraphDocument,
  now: GraphDocument,
): DiffEntry {
  const touches = (place: string) => changes.some(({ path }) => path[0] === place);
  const lines: DiffLine[] = [];
  if (touches('label'))
    lines.push({ id: 'name', label: t('Name'), from: groupTitle(before), to: groupTitle(after) });
  if (touches('colour')) {
    lines.push({
      id: 'colour',
      label: t('Colour'),
      from: before.colour ?? t('grey'),
      to: after.colour ?? t('grey'),
    });
  }
  const came = after.members.filter((id) => !before.members.includes(id));
  const went = before.members.filter((id) => !after.members.includes(id));
  if (came.length > 0) lines.push({ id: 'in', label: t('In it now: {came}', { came: names(came, now) }) });
  if (went.length > 0)
    lines.push({ id: 'out', label: t('No longer in it: {went}', { went: names(went, old) }) });
  if (touches('collapsed')) {
    lines.push({ id: 'collapsed', label: after.collapsed ? t('Collapsed') : t('Expanded') });
  }
  if (touches('description')) lines.push({ id: 'description', label: t('Another description') });
  if (touches('ports') || touches('params')) {
    lines.push({ id: 'shown', label: t('Shows other ports or settings when collapsed') });
  }
  if (touches('block'))
    lines.push({ id: 'block', label: t('Block'), from: blockText(before), to: blockText(after) });
  return { id: `changed ${after.id}`, sign: 'changed', title: groupTitle(before), lines };
}

const blockText = ({ block }: Group): string =>
  block ? t('{name}, version {version}', { name: block.name, version: block.version }) : t('none');

function names(ids: readonly string[], document: GraphDocument): string {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  return ids
    .map((id) => {
      const node = nodes.get(id);
      return node ? nodeTitle(node) : id;
    })
    .join(', ');
}
