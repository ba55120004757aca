import type { NodeKind } from '../../plan/kind';
import { canvasHandle } from '../canvas/canvas-handle';
import { addNodeOfKind } from '../store/edit';
import { currentDocument } from '../store/editor-store';
import { freePlace } from './free-place';

/** Adds a node of a kind where the canvas is looked at. */
export function addInView(kind: NodeKind): void {
  const middle = canvasHandle()?.middle() ?? { x: 0, y: 0 };
  const id = addNodeOfKind(kind, freePlace(currentDocument(), middle));
  canvasHandle()?.show([id]);
}
