import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { X } from 'lucide-react';
import { deleteSelected } from '../store/edit';
import { useEditor } from '../store/editor-store';
import { nodeRun } from '../store/node-run';
import type { FlowEdge } from './to-flow';
import { useDetour } from './use-detour';
import styles from './wire.module.css';
import { WireLabel } from './wire-label';
import { wireMiddle, wirePath } from './wire-route';

export function Wire(props: EdgeProps<FlowEdge>) {
  const { id, source, target, selected, data } = props;
  const start = { x: props.sourceX, y: props.sourceY };
  const end = { x: props.targetX, y: props.targetY };
  const detour = useDetour({ source, target, start, end });
  const path = wirePath(start, end, detour);
  const middle = wireMiddle(start, end, detour);
  const flowing = useEditor(
    (state) =>
      state.run.status === 'running' &&
      nodeRun(state.run, state.analysis?.plan, data?.to.node ?? target).status === 'running',
  );
  return (
    <g
      data-tint={data?.tint ?? 'unknown'}
      data-selected={selected}
      data-flowing={flowing}
      className={styles.wire}
    >
      <path d={path} className={styles.casing} />
      <BaseEdge id={id} path={path} className={styles.line} interactionWidth={22} />
      <WireLabel
        from={data?.from}
        at={middle}
        room={end.x - start.x}
        isSteep={!detour && Math.abs(end.y - start.y) > end.x - start.x}
      />
      {selected && (
        <EdgeLabelRenderer>
          <button
            type="button"
            className={`${styles.remove} nodrag nopan`}
            style={{ transform: `translate(-50%, -50%) translate(${middle.x}px, ${middle.y}px)` }}
            aria-label={`Delete the wire from ${data?.from.node ?? source} to ${data?.to.node ?? target}`}
            onClick={deleteSelected}
          >
            <X size={12} aria-hidden />
          </button>
        </EdgeLabelRenderer>
      )}
    </g>
  );
}
