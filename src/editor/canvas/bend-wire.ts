import { leadWire } from '../../graph/edit';
import { bendIndex, roomiest } from '../../graph/led-route';
import { t } from '../language/t';
import { edit, select } from '../store/edit';
import { currentDocument } from '../store/editor-store';
import { canvasHandle } from './canvas-handle';
import type { Point } from './wire-route';

/** Adds a bend to a wire, at a place on the screen or where there is most room, and selects the wire. */
export function bendWire(id: string, screen?: Point): void {
  const canvas = canvasHandle();
  const places = canvas?.wire(id);
  const wire = currentDocument().wires.find((each) => each.id === id);
  if (!canvas || !places || !wire) return;
  const { start, middle, end } = places;
  const points = wire.points ?? [];
  const ownPlace = points.length > 0 ? roomiest(start, points, end) : middle;
  const at = screen ? canvas.toDocument(screen) : ownPlace;
  const index = bendIndex(start, points, end, at);
  edit((document) => leadWire(document, id, [...points.slice(0, index), at, ...points.slice(index)]), {
    name: t('Added a bend'),
  });
  select([], [id]);
}
