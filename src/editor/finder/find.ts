import { registry } from '../../../nodes/registry';
import type { GraphDocument, GraphNode } from '../../graph/document';
import type { NodeKind } from '../../plan/kind';
import { iconOf } from '../canvas/kind-icon';
import type { Command } from '../commands/command';
import type { SearchGroup, SearchItem } from '../controls/search-list';
import { t, translated } from '../language/t';
import type { EditorState } from '../store/editor-store';
import { nodeTitle } from '../store/node-hooks';
import { rank, ranked } from './rank';

const MOST_NODES = 50;

interface Found extends SearchGroup {
  /** Of its best item. */
  readonly rank: number;
}

interface Finder {
  readonly groups: readonly { readonly title: string; readonly commands: readonly Command[] }[];
  readonly state: EditorState;
  /** How a command is done by keyboard. */
  readonly shortcutOf: (command: Command) => string | undefined;
}

/** Commands that make sense now, kinds to add and nodes to go to; the group with the best answer first. */
export function findAnything(query: string, finder: Finder): readonly SearchGroup[] {
  const found = [
    findCommands(query, finder),
    findKinds(query, [...registry.values()]),
    ...(query.trim() ? [findNodes(query, finder.state.history.present)] : []),
  ].filter(({ items }) => items.length > 0);
  return query.trim() ? found.sort((a, b) => a.rank - b.rank) : found;
}

function findCommands(query: string, { groups, state, shortcutOf }: Finder): Found {
  const all = groups.flatMap(({ title, commands }) => commands.map((command) => ({ title, command })));
  const possible = all.filter(({ command }) => command.enabled?.(state) !== false);
  return group(
    t('Commands'),
    ranked(possible, ({ title, command }) =>
      rank(query, command.label, [title, ...(command.keywords ?? [])].join(' ')),
    ),
    ({ title, command }) => ({
      id: `command ${command.id}`,
      label: command.label,
      help: title,
      icon: command.icon,
      detail: shortcutOf(command),
    }),
  );
}

export function findKinds(query: string, kinds: readonly NodeKind[]): Found {
  return group(
    t('Add a node'),
    ranked(kinds, (kind) =>
      rank(
        query,
        translated(kind.label),
        [kind.label, kind.summary, translated(kind.summary), ...(kind.keywords ?? [])].join(' '),
      ),
    ),
    (kind) => ({
      id: `kind ${kind.kind}`,
      label: translated(kind.label),
      help: translated(kind.summary),
      icon: iconOf(kind),
      tint: kind.category,
    }),
  );
}

/** Nodes by their name, their kind, their id, and notes by what they say. */
export function findNodes(query: string, document: GraphDocument): Found {
  return group(
    t('Go to a node'),
    ranked(document.nodes, (node) => rank(query, nameOf(node), moreOf(node))).slice(0, MOST_NODES),
    (node) => {
      const kind = registry.get(node.kind);
      const help = kind && kind.label !== nameOf(node) ? kind.label : node.id;
      return {
        id: `node ${node.id}`,
        label: nameOf(node),
        help,
        icon: iconOf(kind),
        tint: kind?.category ?? 'unknown',
      };
    },
  );
}

const LONGEST_NAME = 60;

/** A note has no name: it goes by its first line. */
function nameOf(node: GraphNode): string {
  if (node.kind !== 'note' || node.label) return nodeTitle(node);
  const text = typeof node.params.text === 'string' ? node.params.text : '';
  const line = text
    .split('\n')
    .map((each) => each.replace(/^[#>*\s-]+/, '').trim())
    .find((each) => each !== '');
  return line?.slice(0, LONGEST_NAME) ?? t('Empty note');
}

const moreOf = (node: GraphNode): string =>
  [node.id, registry.get(node.kind)?.label ?? node.kind, node.kind === 'note' ? node.params.text : ''].join(
    ' ',
  );

function group<T>(
  title: string,
  found: readonly { readonly item: T; readonly rank: number }[],
  toItem: (item: T) => SearchItem,
): Found {
  const best = found[0]?.rank ?? Number.POSITIVE_INFINITY;
  return { title, rank: best, items: found.map(({ item }) => toItem(item)) };
}
