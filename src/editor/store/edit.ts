import { registry } from '../../../nodes/registry';
import type { Endpoint, GraphDocument, GraphNode, Json } from '../../graph/document';
import * as graph from '../../graph/edit';
import type { NodeMode } from '../../graph/mode';
import type { NodeKind } from '../../plan/kind';
import { defaultParams } from '../../plan/read-params';
import { withParam } from '../../plan/set-param';
import { currentCatalog } from './catalog';
import { currentDocument, nothingSelected, type Selection, useEditor } from './editor-store';
import { goTo, type History, record, redo, settle, undo } from './history';
import { dropStaleChoices } from './stale-choices';
import { nameStep } from './step-names';

interface EditOptions {
  /** Edits of one group in a row are one step of undo. */
  readonly group?: string;
  readonly selection?: Selection;
  /** What the list of steps calls it, where what changed does not say it as well. */
  readonly name?: string;
}

/** The one way in which the document changes. */
export function edit(
  change: (document: GraphDocument) => GraphDocument,
  { group, selection, name }: EditOptions = {},
): void {
  useEditor.setState((state) => {
    const next = change(state.history.present);
    if (name !== undefined && next !== state.history.present) nameStep(next, name);
    return { history: record(state.history, next, group), ...(selection && { selection }) };
  });
}

/** Ends a drag or a burst of typing: the next edit is a step of its own. */
export const settleEdit = (): void => useEditor.setState((state) => ({ history: settle(state.history) }));

export const undoEdit = (): void => travel(undo);
export const redoEdit = (): void => travel(redo);

/** Goes to a step of the timeline of undo and redo. */
export const goToStep = (place: number): void => travel((history) => goTo(history, place));

/** What is selected stays so, as far as it is there at that time. */
function travel(move: (history: History<GraphDocument>) => History<GraphDocument>): void {
  useEditor.setState(({ history, selection }) => {
    const there = move(history);
    const ids = new Set(there.present.nodes.map(({ id }) => id));
    const wires = new Set(there.present.wires.map(({ id }) => id));
    return {
      history: there,
      selection: {
        nodes: new Set([...selection.nodes].filter((id) => ids.has(id))),
        wires: new Set([...selection.wires].filter((id) => wires.has(id))),
      },
    };
  });
}

/** Selects these nodes and wires, and nothing else. */
export function select(nodes: Iterable<string>, wires: Iterable<string> = []): void {
  useEditor.setState({ selection: { nodes: new Set(nodes), wires: new Set(wires) } });
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const NOTE_SIZE = { width: 260, height: 120 };

/** A node with its kind's default parameters, under an id that is free. */
export const newNode = (document: GraphDocument, kind: NodeKind, position: Point): GraphNode => ({
  id: graph.freshId(kind.kind, graph.takenIds(document)),
  kind: kind.kind,
  kindVersion: kind.version,
  position: { x: Math.round(position.x), y: Math.round(position.y) },
  ...(kind.kind === 'note' && { size: NOTE_SIZE }),
  params: defaultParams(kind.params),
});

/** Adds a node with its kind's default parameters and selects it. */
export function addNodeOfKind(kind: NodeKind, position: Point): string {
  const node = newNode(currentDocument(), kind, position);
  edit((current) => graph.addNode(current, node), { selection: only(node.id) });
  return node.id;
}

const only = (id: string): Selection => ({ nodes: new Set([id]), wires: new Set() });

/** Sets a parameter; choices on the same node that it makes impossible go with it, as one step of undo. */
export function setParam(nodeId: string, param: string, value: Json): void {
  edit(
    (document) =>
      graph.updateNode(document, nodeId, (node) => {
        const kind = registry.get(node.kind);
        if (!kind) return { ...node, params: { ...node.params, [param]: value } };
        const catalog = currentCatalog();
        const params = withParam(kind, node.params, param, value, catalog);
        return { ...node, params: { ...dropStaleChoices(kind, params, catalog) } };
      }),
    { group: `param ${nodeId} ${param}` },
  );
}

export function renameNode(nodeId: string, label: string): void {
  const text = label.trim().slice(0, 200);
  edit((document) =>
    graph.updateNode(document, nodeId, ({ label: _old, ...node }) =>
      text ? { ...node, label: text } : node,
    ),
  );
}

export const connect = (from: Endpoint, to: Endpoint): void =>
  edit((document) => graph.addWire(document, from, to));

export const moveNodes = (positions: ReadonlyMap<string, Point>, options?: EditOptions): void =>
  edit((document) => graph.moveNodes(document, positions), options);

export const resizeNode = (nodeId: string, size: { width: number; height: number }, { x, y }: Point): void =>
  edit((document) =>
    graph.updateNode(document, nodeId, (node) => ({
      ...node,
      size: { width: Math.round(size.width), height: Math.round(size.height) },
      position: { ...node.position, x: Math.round(x), y: Math.round(y) },
    })),
  );

export const setTitle = (title: string): void =>
  edit((document) => ({ ...document, title: title.trim().slice(0, 500) || 'Untitled graph' }));

export const setDescription = (description: string): void =>
  edit((document) => ({ ...document, description: description.slice(0, 50_000) }), { group: 'description' });

/** Bypasses or mutes nodes, or switches them on again. */
export const setMode = (ids: ReadonlySet<string>, mode: NodeMode | undefined): void =>
  edit((document) =>
    graph.updateNodes(document, ids, ({ mode: _old, ...node }) => (mode ? { ...node, mode } : node)),
  );

/** Gives nodes a colour, or takes it away. */
export const setColour = (ids: ReadonlySet<string>, colour: string | undefined): void =>
  edit((document) =>
    graph.updateNodes(document, ids, ({ colour: _old, ...node }) => (colour ? { ...node, colour } : node)),
  );

/** Deletes the selected nodes, their wires and the selected wires, as one step. */
export function deleteSelected(): void {
  const { selection } = useEditor.getState();
  edit((document) => graph.removeNodes(graph.removeWires(document, selection.wires), selection.nodes), {
    selection: nothingSelected,
  });
}
