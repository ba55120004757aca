import type { NodeKind } from '../../plan/kind';

/** The type under which a drag from the palette carries a node kind. */
export const KIND_DRAG_TYPE = 'application/x-graft-kind';
/** The type under which one carries a block's id. */
export const BLOCK_DRAG_TYPE = 'application/x-graft-block';

/** A drag does not tell what it carries before it ends; this page knows of its own drags. */
let dragged: NodeKind | undefined;

export const draggedKind = (): NodeKind | undefined => dragged;

export function setDraggedKind(kind: NodeKind | undefined): void {
  dragged = kind;
}
