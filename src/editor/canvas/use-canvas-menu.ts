import { type MouseEvent, type PointerEvent, useMemo, useState } from 'react';
import { type Point, select } from '../store/edit';
import { useEditor } from '../store/editor-store';

/** What the menu of the canvas is opened on. */
export interface OpenedMenu {
  readonly target: 'node' | 'wire' | 'canvas';
  readonly screen: Point;
  /** What had the keyboard then. */
  readonly focused: Element | null;
}

/** As systems do it. */
const LONG_TOUCH_MS = 700;

/** Opens the menu of the canvas by the second mouse button, the menu key or a long touch. */
export function useCanvasMenu() {
  const [opened, setOpened] = useState<OpenedMenu>();
  const gestures = useMemo(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = (on: Element, screen: Point) =>
      setOpened({ target: pick(on), screen, focused: document.activeElement });
    const stop = () => clearTimeout(timer);
    return {
      onContextMenu(event: MouseEvent) {
        stop();
        // In a text field the browser's own menu has what is needed.
        if (!(event.target instanceof Element) || event.target.closest('input, textarea')) return;
        event.preventDefault();
        open(event.target, { x: event.clientX, y: event.clientY });
      },
      onPointerDown({ target, pointerType, clientX, clientY }: PointerEvent) {
        stop();
        if (pointerType === 'mouse' || !(target instanceof Element) || target.closest('input, textarea'))
          return;
        timer = setTimeout(() => open(target, { x: clientX, y: clientY }), LONG_TOUCH_MS);
      },
      onPointerMove: stop,
      onPointerUp: stop,
      onPointerCancel: stop,
    };
  }, []);
  return { opened, close: () => setOpened(undefined), gestures };
}

/** What is under the pointer becomes the selection, unless it belongs to it already. */
function pick(element: Element): OpenedMenu['target'] {
  const { selection } = useEditor.getState();
  const nodeId = element.closest<HTMLElement>('.react-flow__node')?.dataset.id;
  if (nodeId !== undefined) {
    if (!selection.nodes.has(nodeId)) select([nodeId]);
    return 'node';
  }
  if (element.closest('.react-flow__nodesselection')) return 'node';
  const wireId = element.closest<SVGElement>('.react-flow__edge')?.dataset.id;
  if (wireId === undefined) return 'canvas';
  if (!selection.wires.has(wireId) || selection.nodes.size > 0) select([], [wireId]);
  return 'wire';
}
