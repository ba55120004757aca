import { select } from 'd3-selection';
import { type ZoomTransform, zoom, zoomIdentity, zoomTransform } from 'd3-zoom';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

const MOST = 40;
const STEP = 1.6;

const isZoomed = (host: EventTarget | null): boolean => host instanceof Element && zoomTransform(host).k > 1;

interface PanZoom {
  readonly transform: ZoomTransform;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly reset: () => void;
}

/**
 * Zoom and pan of an element by mouse, pen and fingers. The wheel zooms only where the element has the focus
 * or Ctrl is held, and one finger moves it only where it is zoomed: else they scroll the page that the element
 * is part of.
 */
export function usePanZoom(element: RefObject<HTMLElement | null>): PanZoom {
  const [transform, setTransform] = useState(zoomIdentity);
  const behaviour = useRef(
    zoom<HTMLElement, unknown>()
      .scaleExtent([1, MOST])
      .filter((event: MouseEvent | TouchEvent) => {
        if ('touches' in event) return event.touches.length > 1 || isZoomed(event.currentTarget);
        return event.type === 'wheel'
          ? event.ctrlKey || document.activeElement === event.currentTarget
          : event.button === 0;
      }),
  );

  useEffect(() => {
    const host = element.current;
    if (!host) return;
    const { current } = behaviour;
    current.on('zoom', (event: { readonly transform: ZoomTransform }) => setTransform(event.transform));
    const selection = select(host);
    selection.call(current).on('dblclick.zoom', null);
    return () => {
      selection.on('.zoom', null);
    };
  }, [element]);

  const scaleBy = useCallback(
    (factor: number) => {
      if (element.current) behaviour.current.scaleBy(select(element.current), factor);
    },
    [element],
  );
  return {
    transform,
    zoomIn: () => scaleBy(STEP),
    zoomOut: () => scaleBy(1 / STEP),
    reset: () => {
      if (element.current) behaviour.current.transform(select(element.current), zoomIdentity);
    },
  };
}
