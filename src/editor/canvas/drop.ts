import type { Block } from '../../graph/blocks/block';
import type { NodeKind } from '../../plan/kind';
import { addBlock } from '../blocks/block-actions';
import { addAs } from '../palette/add-request';
import { addNodeOfKind, type Point } from '../store/edit';
import { canvasHandle } from './canvas-handle';
import { wireUnder } from './receiving-wire';

/** Half a node: a dropped node's middle comes to the pointer. */
const OFFSET = { x: 120, y: 24 };

const placeUnder = (screen: Point): Point => {
  const { x, y } = canvasHandle()?.toDocument(screen) ?? screen;
  return { x: x - OFFSET.x, y: y - OFFSET.y };
};

/** Adds a node where it was dropped on the canvas; on a wire, it goes into it. */
export function dropKind(kind: NodeKind, screen: Point): void {
  const wire = wireUnder([screen], kind);
  const at = canvasHandle()?.toDocument(screen);
  if (at && wire !== undefined) addAs({ at, screen, wire }, kind);
  else addNodeOfKind(kind, placeUnder(screen));
}

export const dropBlock = (block: Block, screen: Point): void => addBlock(block, placeUnder(screen));
