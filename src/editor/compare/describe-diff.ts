import { registry } from '../../../nodes/registry';
import type { Change, GraphDiff, ItemChange } from '../../graph/diff';
import type { GraphDocument, GraphNode, Json, Wire } from '../../graph/document';
import type { ParamSpec } from '../../plan/params';
import { paramText } from '../format/param-text';
import { t, translated } from '../language/t';
import { nodeTitle } from '../store/node-hooks';
import { groupEntries } from './describe-groups';

/** A difference in words, for people. */
export interface DiffEntry {
  readonly id: string;
  readonly sign: 'added' | 'removed' | 'changed';
  readonly title: string;
  /** The category of the node, for its colour. */
  readonly tint?: string;
  readonly lines: readonly DiffLine[];
}

export interface DiffLine {
  readonly id: string;
  /** Absent where the title of the entry says it. */
  readonly label?: string;
  readonly from?: string;
  readonly to?: string;
}

export interface DiffGroup {
  readonly title: string;
  readonly entries: readonly DiffEntry[];
}

/** What differs, grouped and in the words of the inspector; groups without any are left out. */
export function describeDiff(
  diff: GraphDiff,
  before: GraphDocument,
  after: GraphDocument,
): readonly DiffGroup[] {
  return [
    { title: t('Graph'), entries: fieldEntries(diff.fields) },
    {
      title: t('Nodes'),
      entries: [
        ...diff.nodes.added.map((node) => nodeEntry(node, 'added')),
        ...diff.nodes.removed.map((node) => nodeEntry(node, 'removed')),
        ...diff.nodes.changed.map(changedNode),
      ],
    },
    {
      title: t('Wires'),
      entries: [
        ...diff.wires.added.map((wire) => wireEntry(wire, 'added', after)),
        ...diff.wires.removed.map((wire) => wireEntry(wire, 'removed', before)),
        ...diff.wires.changed.map(({ after: wire }) => wireEntry(wire, 'changed', after)),
      ],
    },
    { title: t('Groups'), entries: groupEntries(diff.groups, before, after) },
  ]
    .filter(({ entries }) => entries.length > 0)
    .map(({ title, entries }) => ({ title, entries: numbered(entries) }));
}

/** A damaged file may hold an id twice: the places in the list tell the entries apart. */
const numbered = (entries: readonly DiffEntry[]): readonly DiffEntry[] =>
  entries.map((entry, place) => ({ ...entry, id: `${place} ${entry.id}` }));

const FIELDS = new Map([
  ['title', t('Title')],
  ['description', t('Description')],
]);

const fieldEntries = (fields: readonly Change[]): DiffEntry[] =>
  fields.map((change) => {
    const name = change.path.join('.');
    const title = FIELDS.get(name) ?? name;
    return { id: name, sign: 'changed', title, lines: [lineOf(change)] };
  });

function nodeEntry(node: GraphNode, sign: 'added' | 'removed'): DiffEntry {
  return { id: `${sign} ${node.id}`, sign, title: nodeTitle(node), tint: tintOf(node), lines: [] };
}

function changedNode({ before, after, changes }: ItemChange<GraphNode>): DiffEntry {
  const specs = new Map(Object.entries(registry.get(after.kind)?.params ?? {}));
  const isMoved = changes.some(({ path }) => path[0] === 'position');
  const others = changes.filter(({ path }) => path[0] !== 'position' && path[0] !== 'kindVersion');
  return {
    id: `changed ${after.id}`,
    sign: 'changed',
    title: nodeTitle(before),
    tint: tintOf(after),
    lines: [
      ...others.map((change) => {
        const [place = '', ...rest] = change.path;
        if (place !== 'params') return lineOf(change, PLACES.get(place) ?? change.path.join('.'));
        const spec = specs.get(rest[0] ?? '');
        return lineOf(change, spec ? translated(spec.label) : rest.join('.'), spec);
      }),
      ...(isMoved ? [{ id: 'moved', label: t('Moved') }] : []),
    ],
  };
}

const PLACES = new Map([
  ['label', t('Name')],
  ['size', t('Size')],
  ['kind', t('Kind')],
  ['mode', t('Mode')],
  ['colour', t('Colour')],
]);

const tintOf = (node: GraphNode): string => registry.get(node.kind)?.category ?? 'unknown';

function wireEntry(wire: Wire, sign: DiffEntry['sign'], document: GraphDocument): DiffEntry {
  const name = (id: string): string => {
    const node = document.nodes.find((candidate) => candidate.id === id);
    return node ? nodeTitle(node) : id;
  };
  return {
    id: `${sign} ${JSON.stringify([wire.from, wire.to])}`,
    sign,
    title: `${name(wire.from.node)} → ${name(wire.to.node)}`,
    lines: [
      { id: 'ports', label: `${wire.from.port} → ${wire.to.port}` },
      ...(sign === 'changed' ? [{ id: 'way', label: t('Goes another way') }] : []),
    ],
  };
}

/** A parameter that is not set has its default: say which. */
function lineOf(change: Change, label?: string, spec?: ParamSpec): DiffLine {
  const show = (value: Json | undefined): string =>
    value === undefined
      ? spec
        ? t('{value} (default)', { value: paramText(spec.default as Json, spec) })
        : t('not set')
      : paramText(value, spec);
  return {
    id: JSON.stringify(change.path),
    ...(label !== undefined && { label }),
    from: show(change.from),
    to: show(change.to),
  };
}
