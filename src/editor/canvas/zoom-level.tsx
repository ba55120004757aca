import { useStore } from '@xyflow/react';
import { useEffect } from 'react';
import { create } from 'zustand';

/** From this scale on, text on a wire can be read. */
const READABLE_FROM = 0.55;

/** How near the canvas is looked at. Changes at a threshold only, so that panning and zooming wake nobody up. */
export const useZoomLevel = create<{ readonly isReadable: boolean }>(() => ({ isReadable: false }));

/** Keeps the level up to date; one for the whole canvas. */
export function WatchZoom() {
  const isReadable = useStore((state) => state.transform[2] >= READABLE_FROM);
  useEffect(() => useZoomLevel.setState({ isReadable }), [isReadable]);
  return null;
}
