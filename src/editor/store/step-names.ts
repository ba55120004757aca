import { registry } from '../../../nodes/registry';
import { type Change, diffGraphs, type ItemChange } from '../../graph/diff';
import type { GraphDocument, GraphNode } from '../../graph/document';
import { modeOf } from '../../graph/mode';
import { plural } from '../format/numbers';
import { t, translated } from '../language/t';
import { nodeTitle } from './node-hooks';

/** Names that edits gave their steps, by the document that came out. */
const given = new WeakMap<GraphDocument, string>();
/** Names found by comparing, by what came out and what was before. */
const found = new WeakMap<GraphDocument, { readonly before: GraphDocument; readonly name: string }>();

export const nameStep = (after: GraphDocument, name: string): void => void given.set(after, name);

/** What led from one document to the next, in a few words: as the edit said, or as the difference tells. */
export function stepName(before: GraphDocument, after: GraphDocument): string {
  const own = given.get(after);
  if (own !== undefined) return own;
  const known = found.get(after);
  if (known?.before === before) return known.name;
  const name = describeStep(before, after);
  found.set(after, { before, name });
  return name;
}

function describeStep(before: GraphDocument, after: GraphDocument): string {
  const { fields, nodes, wires } = diffGraphs(before, after);
  const [added] = nodes.added;
  const [removed] = nodes.removed;
  if (added && removed) return t('Changed the graph');
  if (added)
    return nodes.added.length === 1
      ? t('Added {what}', { what: nodeTitle(added) })
      : t('Added {what}', { what: plural(nodes.added.length, 'node') });
  if (removed) {
    return nodes.removed.length === 1
      ? t('Deleted {what}', { what: nodeTitle(removed) })
      : t('Deleted {what}', { what: plural(nodes.removed.length, 'node') });
  }
  const [changed] = nodes.changed;
  if (changed) return nodes.changed.length === 1 ? describeNode(changed) : describeNodes(nodes.changed);
  if (wires.added.length > 0 && wires.removed.length > 0) return t('Rewired');
  const [wired] = wires.added;
  if (wired)
    return wires.added.length === 1
      ? t('Wired {source} to {target}', endsOf(wired, after))
      : t('Added {what}', { what: plural(wires.added.length, 'wire') });
  const [unwired] = wires.removed;
  if (unwired) {
    return wires.removed.length === 1
      ? t('Unwired {source} from {target}', endsOf(unwired, before))
      : t('Deleted {what}', { what: plural(wires.removed.length, 'wire') });
  }
  if (wires.changed.length > 0) return t('Rerouted a wire');
  return describeField(fields);
}

function describeField([change]: readonly Change[]): string {
  if (change?.path[0] === 'title') return t('Renamed the graph');
  if (change?.path[0] === 'description') return t('Edited the description');
  return t('Changed the graph');
}

const endsOf = ({ from, to }: GraphDocument['wires'][number], { nodes }: GraphDocument) => {
  const title = (id: string) => {
    const node = nodes.find((each) => each.id === id);
    return node ? nodeTitle(node) : id;
  };
  return { source: title(from.node), target: title(to.node) };
};

function describeNode({ before, after, changes }: ItemChange<GraphNode>): string {
  const title = nodeTitle(before);
  const params = changes.filter(({ path }) => path[0] === 'params');
  const first = params[0]?.path[1];
  if (first !== undefined) {
    if (after.kind === 'note') return t('Edited a note');
    return `${title}: ${translated(registry.get(after.kind)?.params[first]?.label ?? first)}`;
  }
  const places = new Set(changes.map(({ path }) => path[0]));
  if (places.has('label')) return t('Renamed {title} to {name}', { title, name: nodeTitle(after) });
  if (places.has('mode')) return describeMode(after, title);
  if (places.has('colour')) return t('Coloured {what}', { what: title });
  if (places.has('size')) return t('Resized {what}', { what: title });
  if (places.has('position')) return t('Moved {what}', { what: title });
  return t('Changed {what}', { what: title });
}

function describeNodes(changed: readonly ItemChange<GraphNode>[]): string {
  const count = plural(changed.length, 'node');
  const all = (place: string) =>
    changed.every(({ changes }) => changes.every(({ path }) => path[0] === place));
  const [first] = changed;
  if (all('position')) return t('Moved {what}', { what: count });
  if (all('colour')) return t('Coloured {what}', { what: count });
  if (all('mode') && first) return describeMode(first.after, count);
  return t('Changed {what}', { what: count });
}

function describeMode(node: GraphNode, what: string): string {
  switch (modeOf(node)) {
    case 'bypass':
      return t('Bypassed {what}', { what });
    case 'mute':
      return t('Muted {what}', { what });
    default:
      return t('Switched on {what}', { what });
  }
}
