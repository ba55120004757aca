import type { GraphDocument } from '../../graph/document';
import type { Point } from '../store/edit';

/** What commands may ask of the canvas. */
export interface CanvasHandle {
  fitView(): void;
  /** Goes where all of this document will be in view, before it is drawn. */
  expect(document: GraphDocument): void;
  zoom(direction: 'in' | 'out'): void;
  /** Brings nodes into view if they are not. */
  show(nodeIds: readonly string[]): void;
  /** The middle of what is seen, in the document's coordinates. */
  middle(): Point;
}

let current: CanvasHandle | undefined;

/** The canvas on the page, if there is one. */
export const canvasHandle = (): CanvasHandle | undefined => current;

/** Called by the canvas when it appears and disappears. */
export function setCanvasHandle(handle: CanvasHandle | undefined): void {
  current = handle;
}
