import { registry } from '../../../nodes/registry';
import type { Endpoint, GraphDocument, GraphNode } from '../../graph/document';
import { addNode, addWire, insertOnWire } from '../../graph/edit';
import type { PortSpec, PortType } from '../../graph/ports';
import type { NodeKind } from '../../plan/kind';
import { canvasHandle } from '../canvas/canvas-handle';
import type { Box } from '../canvas/wire-route';
import { t } from '../language/t';
import { edit, newNode, type Point } from '../store/edit';
import { currentDocument } from '../store/editor-store';
import { nodeTitle } from '../store/node-hooks';
import { besideBoxes } from './beside-boxes';

/** Somebody wants a node here: alone, at the end of a wire they drew, or on a wire. */
export interface AddRequest {
  /** In the document's coordinates. */
  readonly at: Point;
  /** Where the list of kinds opens on the screen. */
  readonly screen: Point;
  /** The port from which a wire was drawn to nowhere. */
  readonly from?: LooseEnd;
  /** The wire to put it on. */
  readonly wire?: string;
}

interface LooseEnd extends Endpoint {
  readonly direction: 'input' | 'output';
}

/** The size of most nodes when they are new. */
const NODE = { width: 252, height: 150 };
/** From the top of a node to its first port. */
const FIRST_PORT = 63;

/** The kinds that fit, each with the port that would be wired. */
export function kindsFor(request: AddRequest, document: GraphDocument): readonly NodeKind[] {
  const type = typeAt(request, document);
  return [...registry.values()].filter((kind) => {
    if (request.wire !== undefined) return type !== undefined && portsOnWire(kind, type) !== undefined;
    return !request.from || (type !== undefined && portFor(kind, request.from, type) !== undefined);
  });
}

/** What the list of kinds is called. */
export function titleOf({ from, wire }: AddRequest, document: GraphDocument): string {
  if (wire !== undefined) return t('Insert a node on the wire');
  if (!from) return t('Add a node here');
  const node = document.nodes.find(({ id }) => id === from.node);
  const title = node ? nodeTitle(node) : from.node;
  return from.direction === 'output'
    ? t('What {title} goes to', { title })
    : t('What comes before {title}', { title });
}

/** Adds a node as asked, wired, as one step of undo. */
export function addAs(request: AddRequest, kind: NodeKind): string {
  const document = currentDocument();
  const node = newNode(document, kind, placeFor(request, document));
  edit((current) => wireUp(addNode(current, node), node, kind, request), {
    selection: { nodes: new Set([node.id]), wires: new Set() },
    name:
      request.wire === undefined
        ? t('Added {what}', { what: nodeTitle(node) })
        : t('Inserted {what}', { what: nodeTitle(node) }),
  });
  return node.id;
}

function wireUp(
  document: GraphDocument,
  { id }: GraphNode,
  kind: NodeKind,
  request: AddRequest,
): GraphDocument {
  const { from, wire } = request;
  const type = typeAt(request, document);
  if (!type) return document;
  if (wire !== undefined) {
    const ports = portsOnWire(kind, type);
    return ports ? insertOnWire(document, wire, { node: id, ...ports }) : document;
  }
  const port = from && portFor(kind, from, type);
  if (!from || port === undefined) return document;
  const there = { node: from.node, port: from.port };
  const here = { node: id, port };
  return from.direction === 'output' ? addWire(document, there, here) : addWire(document, here, there);
}

function typeAt({ from, wire }: AddRequest, { nodes, wires }: GraphDocument): PortType | undefined {
  const start = wire === undefined ? from : wires.find(({ id }) => id === wire)?.from;
  const node = nodes.find(({ id }) => id === start?.node);
  const kind = node && registry.get(node.kind);
  if (!start || !kind) return undefined;
  const ports = wire === undefined && from?.direction === 'input' ? kind.inputs : kind.outputs;
  return ports[start.port]?.type;
}

/** The port that a wire from this end enters: a required one before the others. */
function portFor(kind: NodeKind, { direction }: LooseEnd, type: PortType): string | undefined {
  const ports = direction === 'output' ? kind.inputs : kind.outputs;
  return firstOf(ports, type, true) ?? firstOf(ports, type);
}

/** The ports by which a node of this kind can stand on a wire of this type. */
export function portsOnWire(kind: NodeKind, type: PortType): { input: string; output: string } | undefined {
  const input = firstOf(kind.inputs, type, true) ?? firstOf(kind.inputs, type);
  const output = firstOf(kind.outputs, type);
  return input === undefined || output === undefined ? undefined : { input, output };
}

const firstOf = (
  ports: Readonly<Record<string, PortSpec>>,
  type: PortType,
  onlyRequired = false,
): string | undefined =>
  Object.entries(ports).find(
    ([, spec]) => spec.type === type && (!onlyRequired || spec.required !== false),
  )?.[0];

/** So that the port which is wired lies at the point; a node on a wire has its middle there. */
function placeFor({ at, from, wire }: AddRequest, { nodes }: GraphDocument): Point {
  const boxes = nodes.flatMap((node): Box[] => {
    const box = canvasHandle()?.box(node.id);
    return box && node.kind !== 'note' ? [box] : [];
  });
  const left = wire !== undefined ? NODE.width / 2 : from?.direction === 'input' ? NODE.width : 0;
  return besideBoxes({ x: at.x - left, y: at.y - FIRST_PORT }, NODE, boxes);
}
