import type { MiniMapNodeProps } from '@xyflow/react';
import styles from './canvas.module.css';

/** A node on the map: of a thousand, none would be as large as a pixel without its outline. */
export function MinimapNode({ x, y, width, height, borderRadius, color }: MiniMapNodeProps) {
  return (
    <rect
      className={styles.minimapNode}
      x={x}
      y={y}
      rx={borderRadius}
      width={width}
      height={height}
      style={{ color }}
    />
  );
}
