import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';

/** Of the tables by class: the stylesheet gives their rows this height, in pixels. */
const ROW_HEIGHT = 29;
/** At first, until the place of the table is measured. */
const INITIAL = { width: 0, height: 420 };

/** Which rows of a long table exist: those on the screen and some around them. */
export function useRowWindow(count: number, rowHeight = ROW_HEIGHT) {
  const scroller = useRef<HTMLElement & HTMLDivElement>(null);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    initialRect: INITIAL,
    overscan: 10,
  });
  const items = rows.getVirtualItems();
  return {
    /** For the element that scrolls. */
    scroller,
    /** Rows from this place up to, not including, `to`. */
    from: items[0]?.index ?? 0,
    to: (items.at(-1)?.index ?? -1) + 1,
    /** Pixels that the rows before and behind take. */
    before: items[0]?.start ?? 0,
    /** Scrolls a row into view. */
    reveal: (place: number) => rows.scrollToIndex(place),
    behind: rows.getTotalSize() - (items.at(-1)?.end ?? 0),
  };
}
