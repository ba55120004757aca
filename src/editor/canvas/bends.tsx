import { useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { leadWire } from '../../graph/edit';
import { t } from '../language/t';
import { edit, settleEdit } from '../store/edit';
import styles from './wire.module.css';
import type { Point } from './wire-route';

const STEPS: ReadonlyMap<string, Point> = new Map([
  ['ArrowLeft', { x: -11, y: 0 }],
  ['ArrowRight', { x: 11, y: 0 }],
  ['ArrowUp', { x: 0, y: -11 }],
  ['ArrowDown', { x: 0, y: 11 }],
]);

/** The points of a wire while one of them is dragged, otherwise those of the document. */
export function useBends(points: readonly Point[]) {
  const [dragged, setDragged] = useState<readonly Point[]>();
  return { points: dragged ?? points, setDragged };
}

interface BendsProps {
  readonly wireId: string;
  readonly points: readonly Point[];
  readonly onDrag: (points: readonly Point[] | undefined) => void;
}

/** Handles of a wire's points: drag or arrow keys move one; a double click or Delete takes it away. */
export function Bends({ wireId, points, onDrag }: BendsProps) {
  const flow = useReactFlow();
  const [held, setHeld] = useState<number>();
  const withPoint = (place: number, point: Point) =>
    points.map((old, index) => (index === place ? point : old));
  const lead = (next: readonly Point[], group?: string) =>
    edit((document) => leadWire(document, wireId, next), { group });
  const remove = (place: number) => lead(points.filter((_, index) => index !== place));

  const onPointerMove = (event: PointerEvent, place: number) => {
    if (held !== place) return;
    onDrag(withPoint(place, flow.screenToFlowPosition({ x: event.clientX, y: event.clientY })));
  };
  const release = () => {
    if (held === undefined) return;
    setHeld(undefined);
    lead(points);
    onDrag(undefined);
  };
  const onKeyDown = (event: KeyboardEvent, place: number) => {
    const step = STEPS.get(event.key);
    const point = points[place];
    const isRemoval = event.key === 'Delete' || event.key === 'Backspace';
    if (!point || (!step && !isRemoval)) return;
    event.preventDefault();
    event.stopPropagation();
    if (step) lead(withPoint(place, { x: point.x + step.x, y: point.y + step.y }), `bend ${wireId} ${place}`);
    else remove(place);
  };

  return points.map((point, place) => (
    <button
      // biome-ignore lint/suspicious/noArrayIndexKey: a bend is nothing but its place in the row
      key={place}
      type="button"
      className={`${styles.bend} nodrag nopan`}
      style={{ transform: `translate(-50%, -50%) translate(${point.x}px, ${point.y}px)` }}
      aria-label={t('Bend {place} of {bends}: arrow keys move it, Delete removes it', {
        place: place + 1,
        bends: points.length,
      })}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setHeld(place);
      }}
      onPointerMove={(event) => onPointerMove(event, place)}
      onPointerUp={release}
      onPointerCancel={release}
      onKeyDown={(event) => onKeyDown(event, place)}
      onBlur={settleEdit}
      onDoubleClick={() => remove(place)}
    />
  ));
}
