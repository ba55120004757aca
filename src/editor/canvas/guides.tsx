import { ViewportPortal } from '@xyflow/react';
import { create } from 'zustand';
import type { Guide } from '../arrange/guides';
import styles from './guides.module.css';

const useGuides = create<{ readonly guides: readonly Guide[] }>(() => ({ guides: [] }));

export function showGuides(guides: readonly Guide[]): void {
  if (guides.length + useGuides.getState().guides.length > 0) useGuides.setState({ guides });
}

/** Lines through what a dragged node is level with. */
export function Guides() {
  const guides = useGuides((state) => state.guides);
  if (guides.length === 0) return null;
  return (
    <ViewportPortal>
      {guides.map(({ axis, at, from, to }) => (
        <div
          key={axis}
          className={styles.guide}
          style={
            axis === 'x'
              ? { left: at, top: from, width: 0, height: to - from }
              : { left: from, top: at, width: to - from, height: 0 }
          }
        />
      ))}
    </ViewportPortal>
  );
}
