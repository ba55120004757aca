import type { GraphDocument, GraphNode, Group, Json, Wire } from './document';
import { withGroups } from './groups/members';

/** One value that differs. `from` is absent where it was added, `to` where it was removed. */
export interface Change {
  /** Where it is, e.g. `['params', 'epochs']` of a node. */
  readonly path: readonly string[];
  readonly from?: Json;
  readonly to?: Json;
}

export interface ItemChange<T> {
  readonly before: T;
  readonly after: T;
  readonly changes: readonly Change[];
}

export interface ListDiff<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly changed: readonly ItemChange<T>[];
  /** All keys in their new order, where putting what was added at the end does not give it. */
  readonly order?: readonly string[];
}

/** What leads from one graph to another. Nodes and groups are the same by their id, wires by their ends. */
export interface GraphDiff {
  /** Of the document itself: title, description, version and what a newer Graft added. */
  readonly fields: readonly Change[];
  readonly nodes: ListDiff<GraphNode>;
  readonly wires: ListDiff<Wire>;
  readonly groups: ListDiff<Group>;
}

/** The difference that `applyDiff` turns `before` into `after` by. */
export function diffGraphs(before: GraphDocument, after: GraphDocument): GraphDiff {
  return {
    fields: changesOf(fieldsOf(before), fieldsOf(after)),
    nodes: diffLists(before.nodes, after.nodes, nodeKey),
    wires: diffLists(before.wires, after.wires, wireKey),
    groups: diffLists(before.groups ?? [], after.groups ?? [], groupKey),
  };
}

export function applyDiff(before: GraphDocument, diff: GraphDiff): GraphDocument {
  const after = {
    ...withChanges(fieldsOf(before), diff.fields),
    nodes: applyList(before.nodes, diff.nodes, nodeKey),
    wires: applyList(before.wires, diff.wires, wireKey),
  } as GraphDocument;
  return withGroups(after, applyList(before.groups ?? [], diff.groups, groupKey));
}

export const isEmptyDiff = ({ fields, nodes, wires, groups }: GraphDiff): boolean =>
  fields.length === 0 && [nodes, wires, groups].every(isEmptyList);

const isEmptyList = ({ added, removed, changed, order }: ListDiff<unknown>): boolean =>
  added.length + removed.length + changed.length === 0 && order === undefined;

const fieldsOf = ({ nodes: _nodes, wires: _wires, groups: _groups, ...fields }: GraphDocument) => fields;

const nodeKey = (node: GraphNode): string => node.id;
const groupKey = (group: Group): string => group.id;

/** Names may hold anything, so they are told apart as JSON. */
const wireKey = ({ from, to }: Wire): string => JSON.stringify([from.node, from.port, to.node, to.port]);

type KeyOf<T> = (item: T) => string;

/** Items by their key. A damaged file may hold a key twice: the second one gets a number. */
function keyed<T>(items: readonly T[], keyOf: KeyOf<T>): Map<string, T> {
  const found = new Map<string, T>();
  const counts = new Map<string, number>();
  for (const item of items) {
    const key = keyOf(item);
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    found.set(JSON.stringify([key, count]), item);
  }
  return found;
}

function diffLists<T extends object>(
  before: readonly T[],
  after: readonly T[],
  keyOf: KeyOf<T>,
): ListDiff<T> {
  const old = keyed(before, keyOf);
  const now = keyed(after, keyOf);
  const changed: ItemChange<T>[] = [];
  const added: T[] = [];
  for (const [key, item] of now) {
    const was = old.get(key);
    if (was === undefined) added.push(item);
    else if (was !== item) {
      const changes = changesOf(was, item);
      if (changes.length > 0) changed.push({ before: was, after: item, changes });
    }
  }
  const kept = [...old.keys()].filter((key) => now.has(key));
  const plain = [...kept, ...[...now.keys()].filter((key) => !old.has(key))];
  const order = [...now.keys()];
  return {
    added,
    removed: [...old].filter(([key]) => !now.has(key)).map(([, item]) => item),
    changed,
    ...(plain.some((key, place) => key !== order[place]) && { order }),
  };
}

function applyList<T extends object>(before: readonly T[], diff: ListDiff<T>, keyOf: KeyOf<T>): T[] {
  const gone = new Set(diff.removed);
  const changes = new Map(diff.changed.map((change) => [change.before, change.changes]));
  const items = [
    ...before
      .filter((item) => !gone.has(item))
      .map((item) => withChanges(item, changes.get(item) ?? []) as T),
    ...diff.added,
  ];
  if (!diff.order) return items;
  const byKey = keyed(items, keyOf);
  return diff.order.flatMap((key) => byKey.get(key) ?? []);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where two records differ, looking into records but not into lists, which are one value. */
function changesOf(before: object, after: object, path: readonly string[] = []): Change[] {
  const from = new Map(Object.entries(before));
  const to = new Map(Object.entries(after));
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((name) => {
    const was: unknown = from.get(name);
    const is: unknown = to.get(name);
    if (isSame(was, is)) return [];
    const here = [...path, name];
    if (isRecord(was) && isRecord(is)) return changesOf(was, is, here);
    return [
      {
        path: here,
        ...(was !== undefined && { from: was as Json }),
        ...(is !== undefined && { to: is as Json }),
      },
    ];
  });
}

/** Equal as JSON values: the order of a record's names does not count. */
function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, place) => isSame(item, b[place]));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && isSame(a[name], b[name]))
  );
}

function withChanges(item: object, changes: readonly Change[]): object {
  let changed: object = item;
  for (const change of changes) changed = withChange(changed, change.path, change);
  return changed;
}

/** Built from entries: a name such as `__proto__` is a name like any other. */
function withChange(item: object, [name = '', ...rest]: readonly string[], change: Change): object {
  const entries = new Map<string, unknown>(Object.entries(item));
  if (rest.length > 0) entries.set(name, withChange((entries.get(name) ?? {}) as object, rest, change));
  else if ('to' in change) entries.set(name, change.to);
  else entries.delete(name);
  return Object.fromEntries(entries);
}
