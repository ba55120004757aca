import type { EdgeProps } from '@xyflow/react';
import type { FlowEdge } from './to-flow';
import styles from './wire.module.css';
import { wirePath } from './wire-route';

/** A wire seen from afar: one line, too thin to be picked. */
export function FarWire({ sourceX, sourceY, targetX, targetY, selected, data }: EdgeProps<FlowEdge>) {
  return (
    <path
      d={wirePath({ x: sourceX, y: sourceY }, { x: targetX, y: targetY }, undefined)}
      className={styles.far}
      data-tint={data?.tint ?? 'unknown'}
      data-selected={selected}
    />
  );
}
