import type { GraphDocument } from '../../graph/document';
import type { Point } from '../store/edit';
import type { Box } from './wire-route';

/** What commands may ask of the canvas. */
export interface CanvasHandle {
  fitView(): void;
  /** Goes where all of this document will be in view, before it is drawn. */
  expect(document: GraphDocument): void;
  zoom(direction: 'in' | 'out'): void;
  /** Shows these nodes as large as they fit. */
  fit(nodeIds: readonly string[]): void;
  /** Brings nodes into view if they are not. */
  show(nodeIds: readonly string[]): void;
  /** The middle of what is seen, in the document's coordinates. */
  middle(): Point;
  /** What is seen, in the document's coordinates. */
  view(): Box;
  /** Where a node is, as large as it is drawn. */
  box(nodeId: string): Box | undefined;
  /** A place on the screen in the document's coordinates. */
  toDocument(screen: Point): Point;
  toScreen(point: Point): Point;
  /** Where a wire starts and ends, and the middle of its way. */
  wire(wireId: string): WirePlaces | undefined;
}

interface WirePlaces {
  readonly start: Point;
  readonly middle: Point;
  readonly end: Point;
}

let current: CanvasHandle | undefined;

/** The canvas on the page, if there is one. */
export const canvasHandle = (): CanvasHandle | undefined => current;

/** Called by the canvas when it appears and disappears. */
export function setCanvasHandle(handle: CanvasHandle | undefined): void {
  current = handle;
}
