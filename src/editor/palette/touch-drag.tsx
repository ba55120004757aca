import { type DragEvent, type PointerEvent as ReactPointerEvent, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import type { Point } from '../store/edit';
import styles from './palette.module.css';

/** From here on, in pixels, it is a drag and no tap. */
const FAR = 10;

const isOverCanvas = ({ x, y }: Point): boolean =>
  document.elementFromPoint(x, y)?.closest('.react-flow') != null;

/**
 * Dragging out of the palette with a finger or a pen, for which browsers have no drag and drop of their own
 * that could be relied on. What lies in the palette still scrolls: only a drag to the side takes hold.
 */
export function useTouchDrag(label: string, onDrop: (screen: Point) => void) {
  const start = useRef<Point>(undefined);
  const [at, setAt] = useState<Point>();
  const latest = useRef(onDrop);
  latest.current = onDrop;
  const isDragging = at !== undefined;

  const onPointerDown = ({ currentTarget, pointerId, pointerType, clientX, clientY }: ReactPointerEvent) => {
    if (pointerType === 'mouse') return;
    start.current = { x: clientX, y: clientY };
    // A finger stays with what it touched first; a quick pen is elsewhere with its first move.
    currentTarget.setPointerCapture(pointerId);
  };
  const onPointerMove = ({ clientX, clientY }: ReactPointerEvent) => {
    const from = start.current;
    if (!from || (!isDragging && Math.abs(clientX - from.x) < FAR)) return;
    setAt({ x: clientX, y: clientY });
  };
  // Of a pen some browsers make a drag of their own all the same, and this one would end.
  const onDragStartCapture = (event: DragEvent) => {
    if (!start.current) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const end = () => {
    start.current = undefined;
    setAt(undefined);
  };
  const onPointerUp = ({ clientX, clientY }: ReactPointerEvent) => {
    const screen = { x: clientX, y: clientY };
    if (isDragging && isOverCanvas(screen)) latest.current(screen);
    end();
  };

  // The tap that a browser makes of the end of a drag would add another one.
  useEffect(() => {
    if (!isDragging) return;
    const swallow = (event: Event) => {
      event.stopPropagation();
      event.preventDefault();
    };
    window.addEventListener('click', swallow, true);
    return () => void setTimeout(() => window.removeEventListener('click', swallow, true));
  }, [isDragging]);

  return {
    handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: end, onDragStartCapture },
    ghost:
      at &&
      createPortal(
        <span className={styles.ghost} style={{ left: at.x, top: at.y }} aria-hidden>
          {label}
        </span>,
        document.body,
      ),
  };
}
