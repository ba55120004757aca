import type { OnNodeDrag } from '@xyflow/react';
import { useCallback } from 'react';
import { registry } from '../../../nodes/registry';
import type { GraphNode } from '../../graph/document';
import { insertOnWire } from '../../graph/edit';
import { t } from '../language/t';
import { portsOnWire } from '../palette/add-request';
import { edit } from '../store/edit';
import { currentDocument, useEditor } from '../store/editor-store';
import { nodeTitle } from '../store/node-hooks';
import { setReceivingWire, wireUnder } from './receiving-wire';
import type { FlowNode } from './to-flow';
import { isDragOf } from './use-flow-nodes';
import type { Point } from './wire-route';

/** A node without wires that is dropped on a wire is put into it. */
export function useDropOnWire() {
  const onNodeDrag: OnNodeDrag<FlowNode> = useCallback((event, { id }, dragged) => {
    setReceivingWire(dragged.length === 1 ? wireFor(id, event) : undefined);
  }, []);

  const onNodeDragStop: OnNodeDrag<FlowNode> = useCallback((event, { id }, dragged) => {
    const wire = dragged.length === 1 ? wireFor(id, event) : undefined;
    setReceivingWire(undefined);
    if (wire !== undefined) putOn(wire, id);
  }, []);

  return { onNodeDrag, onNodeDragStop };
}

const find = (id: string): GraphNode | undefined => currentDocument().nodes.find((node) => node.id === id);

function wireFor(id: string, event: MouseEvent | TouchEvent): string | undefined {
  const node = find(id);
  const kind = node && registry.get(node.kind);
  if (!kind || hasWires(id)) return undefined;
  return wireUnder(placesOf(id, event), kind, id);
}

const hasWires = (id: string): boolean =>
  currentDocument().wires.some((wire) => wire.from.node === id || wire.to.node === id);

/** Where somebody who drags a node may mean it to be: the pointer, and the middle of the node. */
function placesOf(id: string, event: MouseEvent | TouchEvent): readonly Point[] {
  const touch = 'clientX' in event ? event : (event.touches[0] ?? event.changedTouches[0]);
  const card = document.querySelector(`.react-flow__node[data-id=${JSON.stringify(id)}]`);
  const box = card?.getBoundingClientRect();
  return [
    ...(touch ? [{ x: touch.clientX, y: touch.clientY }] : []),
    ...(box ? [{ x: box.x + box.width / 2, y: box.y + box.height / 2 }] : []),
  ];
}

/** The move to the wire and the wiring are one step of undo. */
function putOn(wireId: string, nodeId: string): void {
  const { nodes, wires } = currentDocument();
  const node = find(nodeId);
  const kind = node && registry.get(node.kind);
  const from = wires.find(({ id }) => id === wireId)?.from;
  const source = nodes.find(({ id }) => id === from?.node);
  const type = from && source && registry.get(source.kind)?.outputs[from.port]?.type;
  const ports = kind && type && portsOnWire(kind, type);
  if (!ports) return;
  const { group } = useEditor.getState().history;
  edit((document) => insertOnWire(document, wireId, { node: nodeId, ...ports }), {
    group: isDragOf(group, nodeId) ? group : undefined,
    name: t('Put {node} on a wire', { node: nodeTitle(node) }),
  });
}
