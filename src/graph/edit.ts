import type { Endpoint, GraphDocument, GraphNode, Group, Json, Wire } from './document';
import { leaveGroups, wholeGroups, withGroups, withMembers } from './groups/members';
import { bendIndex } from './led-route';
import { MAX_WIRE_POINTS } from './limits';

/** Pure edits: each takes a document and returns a new one, sharing what did not change. */

export const addNode = (document: GraphDocument, node: GraphNode): GraphDocument => ({
  ...document,
  nodes: [...document.nodes, node],
});

export function removeNodes(document: GraphDocument, ids: ReadonlySet<string>): GraphDocument {
  return {
    ...leaveGroups(document, ids),
    nodes: document.nodes.filter((node) => !ids.has(node.id)),
    wires: document.wires.filter((wire) => !ids.has(wire.from.node) && !ids.has(wire.to.node)),
  };
}

export const removeWires = (document: GraphDocument, ids: ReadonlySet<string>): GraphDocument => ({
  ...document,
  wires: document.wires.filter((wire) => !ids.has(wire.id)),
});

export const updateNode = (
  document: GraphDocument,
  id: string,
  change: (node: GraphNode) => GraphNode,
): GraphDocument => ({
  ...document,
  nodes: document.nodes.map((node) => (node.id === id ? change(node) : node)),
});

export const updateNodes = (
  document: GraphDocument,
  ids: ReadonlySet<string>,
  change: (node: GraphNode) => GraphNode,
): GraphDocument => ({
  ...document,
  nodes: document.nodes.map((node) => (ids.has(node.id) ? change(node) : node)),
});

export const setParam = (document: GraphDocument, id: string, param: string, value: Json): GraphDocument =>
  updateNode(document, id, (node) => ({ ...node, params: { ...node.params, [param]: value } }));

export function moveNodes(
  document: GraphDocument,
  positions: ReadonlyMap<string, { readonly x: number; readonly y: number }>,
): GraphDocument {
  const before = new Map(document.nodes.map((node) => [node.id, node.position]));
  const shiftOf = (id: string): Shift | undefined => {
    const from = before.get(id);
    const to = positions.get(id);
    return from && to && { x: to.x - from.x, y: to.y - from.y };
  };
  return {
    ...document,
    nodes: document.nodes.map((node) => {
      const to = positions.get(node.id);
      return to ? { ...node, position: { ...node.position, x: to.x, y: to.y } } : node;
    }),
    wires: document.wires.map((wire) => {
      if (!wire.points) return wire;
      const start = shiftOf(wire.from.node);
      const end = shiftOf(wire.to.node);
      return start && end && start.x === end.x && start.y === end.y ? shiftWire(wire, start) : wire;
    }),
  };
}

interface Shift {
  readonly x: number;
  readonly y: number;
}

/** A wire between nodes that move alike moves with them. */
const shiftWire = (wire: Wire, by: Shift): Wire => ({
  ...wire,
  ...(wire.points && {
    points: wire.points.map((point) => ({ ...point, x: point.x + by.x, y: point.y + by.y })),
  }),
});

/** Leads a wire through these places, in order from its start; through none, it finds its own way. */
export const leadWire = (
  document: GraphDocument,
  id: string,
  points: readonly { readonly x: number; readonly y: number }[],
): GraphDocument => ({
  ...document,
  wires: document.wires.map((wire) => {
    if (wire.id !== id) return wire;
    const { points: _old, ...rest } = wire;
    const next = points.slice(0, MAX_WIRE_POINTS).map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
    return next.length > 0 ? { ...rest, points: next } : rest;
  }),
});

/**
 * Puts a node on a wire: what the wire brought enters it, and what it gives goes where the wire went. The
 * bends before it stay with the first of the two wires, those behind it with the second.
 */
export function insertOnWire(
  document: GraphDocument,
  wireId: string,
  through: { readonly node: string; readonly input: string; readonly output: string },
): GraphDocument {
  const wire = document.wires.find(({ id }) => id === wireId);
  if (!wire) return document;
  const place = (id: string) => document.nodes.find((node) => node.id === id)?.position ?? { x: 0, y: 0 };
  const bends = wire.points ?? [];
  const parting = bendIndex(place(wire.from.node), bends, place(wire.to.node), place(through.node));
  const without = removeWires(document, new Set([wireId]));
  const entered = addWire(
    without,
    wire.from,
    { node: through.node, port: through.input },
    bends.slice(0, parting),
  );
  return addWire(entered, { node: through.node, port: through.output }, wire.to, bends.slice(parting));
}

/** Adds a wire; an input holds one, so whatever entered it before is replaced. */
export function addWire(
  document: GraphDocument,
  from: Endpoint,
  to: Endpoint,
  points: readonly NonNullable<Wire['points']>[number][] = [],
): GraphDocument {
  const kept = document.wires.filter((wire) => wire.to.node !== to.node || wire.to.port !== to.port);
  const id = freshId('wire', new Set(kept.map((wire) => wire.id)));
  return {
    ...document,
    wires: [...kept, { id, from, to, ...(points.length > 0 && { points: [...points] }) }],
  };
}

/** `train`, then `train-2`, `train-3`, …: the first that is free. */
export function freshId(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number++;
  return `${base}-${number}`;
}

/** The ids that a new node or group may not have. */
export const takenIds = (document: Pick<GraphDocument, 'nodes' | 'groups'>): Set<string> =>
  new Set([...document.nodes, ...(document.groups ?? [])].map(({ id }) => id));

/** A piece of a graph on the clipboard: nodes, the wires between them, and the groups that are all there. */
export interface Fragment {
  readonly nodes: readonly GraphNode[];
  readonly wires: readonly Wire[];
  readonly groups?: readonly Group[];
}

export function copyNodes(document: GraphDocument, ids: ReadonlySet<string>): Fragment {
  const groups = wholeGroups(document.groups, ids);
  return {
    nodes: document.nodes.filter((node) => ids.has(node.id)),
    wires: document.wires.filter((wire) => ids.has(wire.from.node) && ids.has(wire.to.node)),
    ...(groups.length > 0 && { groups }),
  };
}

export interface Pasted {
  readonly document: GraphDocument;
  /** The ids that the pasted nodes got. */
  readonly ids: readonly string[];
}

/** Inserts a fragment under fresh ids, shifted by `offset`. */
export function pasteFragment(
  document: GraphDocument,
  fragment: Fragment,
  offset: { readonly x: number; readonly y: number },
): Pasted {
  const taken = takenIds(document);
  const renamed = new Map<string, string>();
  const nodes = fragment.nodes.map((node) => {
    const id = freshId(node.id.replace(/-\d+$/, ''), taken);
    taken.add(id);
    renamed.set(node.id, id);
    const position = { ...node.position, x: node.position.x + offset.x, y: node.position.y + offset.y };
    return { ...node, id, position };
  });
  const wireIds = new Set(document.wires.map((wire) => wire.id));
  const wires = fragment.wires.flatMap((wire) => {
    const from = renamed.get(wire.from.node);
    const to = renamed.get(wire.to.node);
    if (from === undefined || to === undefined) return [];
    const id = freshId('wire', wireIds);
    wireIds.add(id);
    const pasted = { ...wire, id, from: { ...wire.from, node: from }, to: { ...wire.to, node: to } };
    return [shiftWire(pasted, offset)];
  });
  const groups = (fragment.groups ?? []).map((group): Group => {
    const id = freshId(group.id.replace(/-\d+$/, ''), taken);
    taken.add(id);
    return { ...renameMembers(group, renamed), id };
  });
  const grown = {
    ...document,
    nodes: [...document.nodes, ...nodes],
    wires: [...document.wires, ...wires],
  };
  return {
    document: groups.length > 0 ? withGroups(grown, [...(document.groups ?? []), ...groups]) : grown,
    ids: nodes.map((node) => node.id),
  };
}

/** A group whose nodes have other ids now; those that got none leave it. */
function renameMembers(group: Group, renamed: ReadonlyMap<string, string>): Group {
  const { ports, params, block, members, ...rest } = withMembers(
    group,
    group.members.filter((id) => renamed.has(id)),
  );
  const name = (id: string): string => renamed.get(id) ?? id;
  return {
    ...rest,
    members: members.map(name),
    ...(ports && { ports: ports.map((port) => ({ ...port, node: name(port.node) })) }),
    ...(params && { params: params.map((param) => ({ ...param, node: name(param.node) })) }),
    ...(block && {
      block: {
        ...block,
        nodes: Object.fromEntries(Object.entries(block.nodes).map(([inner, id]) => [inner, name(id)])),
      },
    }),
  };
}
