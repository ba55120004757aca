import { select } from 'd3-selection';
import { type ZoomTransform, zoom, zoomIdentity } from 'd3-zoom';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

const MOST = 40;
const STEP = 1.6;

interface PanZoom {
  readonly transform: ZoomTransform;
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly reset: () => void;
}

/**
 * Zoom and pan of an element by mouse, pen and fingers. The wheel zooms only where the element has the focus
 * or Ctrl is held: else it scrolls the page that the element is part of.
 */
export function usePanZoom(element: RefObject<HTMLElement | null>): PanZoom {
  const [transform, setTransform] = useState(zoomIdentity);
  const behaviour = useRef(
    zoom<HTMLElement, unknown>()
      .scaleExtent([1, MOST])
      .filter((event: MouseEvent) =>
        event.type === 'wheel'
          ? event.ctrlKey || document.activeElement === event.currentTarget
          : event.button === 0,
      ),
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
