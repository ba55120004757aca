import { registry } from '../../../nodes/registry';
import type { Endpoint, GraphDocument, GraphNode, Json } from '../../graph/document';
import * as graph from '../../graph/edit';
import type { NodeKind } from '../../plan/kind';
import { defaultParams } from '../../plan/read-params';
import { withParam } from '../../plan/set-param';
import { currentCatalog } from './catalog';
import { currentDocument, nothingSelected, type Selection, useEditor } from './editor-store';
import { record, redo, settle, undo } from './history';
import { dropStaleChoices } from './stale-choices';

interface EditOptions {
  /** Edits of one group in a row are one step of undo. */
  readonly group?: string;
  readonly selection?: Selection;
}

/** The one way in which the document changes. */
export function edit(
  change: (document: GraphDocument) => GraphDocument,
  { group, selection }: EditOptions = {},
): void {
  useEditor.setState((state) => ({
    history: record(state.history, change(state.history.present), group),
    ...(selection && { selection }),
  }));
}

/** Ends a drag or a burst of typing: the next edit is a step of its own. */
export const settleEdit = (): void => useEditor.setState((state) => ({ history: settle(state.history) }));

export const undoEdit = (): void => useEditor.setState((state) => ({ history: undo(state.history) }));
export const redoEdit = (): void => useEditor.setState((state) => ({ history: redo(state.history) }));

/** Selects these nodes and wires, and nothing else. */
export function select(nodes: Iterable<string>, wires: Iterable<string> = []): void {
  useEditor.setState({ selection: { nodes: new Set(nodes), wires: new Set(wires) } });
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const NOTE_SIZE = { width: 260, height: 120 };

/** Adds a node with its kind's default parameters and selects it. */
export function addNodeOfKind(kind: NodeKind, position: Point): string {
  const document = currentDocument();
  const id = graph.freshId(kind.kind, graph.takenIds(document));
  const node: GraphNode = {
    id,
    kind: kind.kind,
    kindVersion: kind.version,
    position: { x: Math.round(position.x), y: Math.round(position.y) },
    ...(kind.kind === 'note' && { size: NOTE_SIZE }),
    params: defaultParams(kind.params),
  };
  edit((current) => graph.addNode(current, node), { selection: only(id) });
  return id;
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

export const moveNodes = (positions: ReadonlyMap<string, Point>): void =>
  edit((document) => graph.moveNodes(document, positions));

export const resizeNode = (nodeId: string, size: { width: number; height: number }, { x, y }: Point): void =>
  edit((document) =>
    graph.updateNode(document, nodeId, (node) => ({ ...node, size, position: { ...node.position, x, y } })),
  );

export const setTitle = (title: string): void =>
  edit((document) => ({ ...document, title: title.trim().slice(0, 500) || 'Untitled graph' }));

export const setDescription = (description: string): void =>
  edit((document) => ({ ...document, description: description.slice(0, 50_000) }), { group: 'description' });

/** Deletes the selected nodes, their wires and the selected wires, as one step. */
export function deleteSelected(): void {
  const { selection } = useEditor.getState();
  edit((document) => graph.removeNodes(graph.removeWires(document, selection.wires), selection.nodes), {
    selection: nothingSelected,
  });
}
