import type { Group } from '../../graph/document';
import { GROUP_COLOURS, groupColourOf, groupNodes, groupTitle, updateGroup } from '../../graph/groups/edit';
import { leaveGroups, withGroups } from '../../graph/groups/members';
import { t } from '../language/t';
import { edit, moveNodes, type Point } from './edit';
import type { EditorState } from './editor-store';
import { currentDocument, type Selection, useEditor } from './editor-store';
import { notify } from './notices';

/** The groups that a selection is about: those of the selected nodes. */
export function touchedGroups({ history, selection }: Pick<EditorState, 'history' | 'selection'>): Group[] {
  if (selection.nodes.size === 0) return [];
  return (history.present.groups ?? []).filter(({ members }) =>
    members.some((id) => selection.nodes.has(id)),
  );
}

/** The one group all of whose nodes, and no others, are selected. */
export function selectedGroup({
  history,
  selection,
}: Pick<EditorState, 'history' | 'selection'>): Group | undefined {
  return history.present.groups?.find(
    ({ members }) =>
      members.length === selection.nodes.size && members.every((id) => selection.nodes.has(id)),
  );
}

const selectionOf = (nodes: Iterable<string>): Selection => ({ nodes: new Set(nodes), wires: new Set() });

/** Makes the selected nodes one group; says so when they left others for it. */
export function groupSelected(): void {
  const { selection } = useEditor.getState();
  const document = currentDocument();
  const grouped = groupNodes(document, selection.nodes);
  const made = grouped?.document.groups?.find(({ id }) => id === grouped.id);
  if (!grouped || !made) return;
  edit(() => grouped.document, { selection: selectionOf(made.members) });
  const former = (document.groups ?? []).filter(
    ({ id, members }) => id !== made.id && members.some((member) => selection.nodes.has(member)),
  );
  if (former.length === 0) return;
  notify({
    tone: 'info',
    text: t('Nodes left {value} for this group.', {
      value: former.map((group) => `“${groupTitle(group)}”`).join(' and '),
    }),
    detail: t(
      'A node is in one group at most, and groups do not hold groups. Undo brings the former ones back.',
    ),
  });
}

/** Takes the selected nodes out of their groups. */
export const ungroupSelected = (): void => {
  const { nodes } = useEditor.getState().selection;
  edit((document) => leaveGroups(document, nodes));
};

export const setCollapsed = (ids: readonly string[], collapsed: boolean): void =>
  edit((document) =>
    withGroups(
      document,
      (document.groups ?? []).map((group) => {
        if (!ids.includes(group.id)) return group;
        const { collapsed: _old, ...expanded } = group;
        return collapsed ? { ...expanded, collapsed } : expanded;
      }),
    ),
  );

/** Collapses the groups of the selection; expands them when all of them are collapsed. */
export function toggleCollapsed(): void {
  const groups = touchedGroups(useEditor.getState());
  setCollapsed(
    groups.map(({ id }) => id),
    groups.some(({ collapsed }) => !collapsed),
  );
}

/** Changes a group; changes of one `step` in a row are one step of undo. */
export const changeGroup = (id: string, change: (group: Group) => Group, step?: string): void =>
  edit((document) => updateGroup(document, id, change), { group: step && `group ${id} ${step}` });

export const renameGroup = (id: string, label: string): void =>
  changeGroup(id, ({ label: _old, ...group }) => {
    const text = label.trim().slice(0, 200);
    return text ? { ...group, label: text } : group;
  });

export const colourGroup = (id: string, colour: string): void =>
  changeGroup(id, (group) => ({ ...group, colour }));

/** Gives the groups of the selection their next colour. */
export function nextColour(): void {
  const ids = new Set(touchedGroups(useEditor.getState()).map(({ id }) => id));
  edit((document) =>
    withGroups(
      document,
      (document.groups ?? []).map((group) => {
        const next = (GROUP_COLOURS.indexOf(groupColourOf(group)) + 1) % GROUP_COLOURS.length;
        return ids.has(group.id) ? { ...group, colour: GROUP_COLOURS[next] } : group;
      }),
    ),
  );
}

/** Moves all nodes of a group. */
export function nudgeGroup({ members }: Group, by: Point): void {
  const own = new Set(members);
  moveNodes(
    new Map(
      currentDocument()
        .nodes.filter(({ id }) => own.has(id))
        .map(({ id, position }) => [id, { x: position.x + by.x, y: position.y + by.y }]),
    ),
  );
}
