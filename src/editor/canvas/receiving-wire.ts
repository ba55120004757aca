import { create } from 'zustand';
import { registry } from '../../../nodes/registry';
import type { GraphDocument } from '../../graph/document';
import type { NodeKind } from '../../plan/kind';
import { portsOnWire } from '../palette/add-request';
import { currentDocument } from '../store/editor-store';
import type { Point } from './wire-route';

/** The wire that would take in what is dragged over it now. */
export const useReceivingWire = create<{ readonly id?: string }>(() => ({}));

export function setReceivingWire(id: string | undefined): void {
  if (useReceivingWire.getState().id !== id) useReceivingWire.setState({ id });
}

/** The first wire under one of these places on the screen that a node of this kind can stand on. */
export function wireUnder(places: readonly Point[], kind: NodeKind, except?: string): string | undefined {
  const document = currentDocument();
  for (const { x, y } of places) {
    for (const element of window.document.elementsFromPoint(x, y)) {
      const id = element.closest<SVGElement>('.react-flow__edge')?.dataset.id;
      if (id !== undefined && canStandOn(document, id, kind, except)) return id;
    }
  }
  return undefined;
}

/** May a node of this kind stand on a wire? Not where it is an end of that wire itself. */
function canStandOn(document: GraphDocument, wireId: string, kind: NodeKind, nodeId?: string): boolean {
  const wire = document.wires.find(({ id }) => id === wireId);
  if (!wire || wire.from.node === nodeId || wire.to.node === nodeId) return false;
  const source = document.nodes.find(({ id }) => id === wire.from.node);
  const type = source && registry.get(source.kind)?.outputs[wire.from.port]?.type;
  return type !== undefined && portsOnWire(kind, type) !== undefined;
}
