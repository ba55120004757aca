import type { GraphDocument } from '../../graph/document';
import type { Point } from '../store/edit';

const NODE = { width: 252, height: 160 };
const STEP = 40;

/** A place near `wanted` where a new node does not lie on another's corner. */
export function freePlace(document: GraphDocument, wanted: Point): Point {
  const place = { x: Math.round(wanted.x - NODE.width / 2), y: Math.round(wanted.y - NODE.height / 2) };
  const taken = (point: Point) =>
    document.nodes.some(
      ({ position }) => Math.abs(position.x - point.x) < STEP && Math.abs(position.y - point.y) < STEP,
    );
  while (taken(place)) {
    place.x += STEP;
    place.y += STEP;
  }
  return place;
}
