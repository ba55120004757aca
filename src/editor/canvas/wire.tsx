import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { ledPath, roomiest } from '../../graph/led-route';
import { useEditor } from '../store/editor-store';
import { nodeRun } from '../store/node-run';
import { Bends, useBends } from './bends';
import { useReceivingWire } from './receiving-wire';
import type { FlowEdge } from './to-flow';
import { useDetour } from './use-detour';
import styles from './wire.module.css';
import { WireLabel } from './wire-label';
import { type Point, wireMiddle, wirePath } from './wire-route';
import { WireTools } from './wire-tools';

const NO_POINTS: readonly Point[] = [];

export function Wire(props: EdgeProps<FlowEdge>) {
  const { id, source, target, selected, data } = props;
  const start = { x: props.sourceX, y: props.sourceY };
  const end = { x: props.targetX, y: props.targetY };
  const bends = useBends(data?.points ?? NO_POINTS);
  const isLed = bends.points.length > 0;
  const detour = useDetour({ source, target, start, end, isOff: isLed });
  const path = isLed ? ledPath(start, bends.points, end) : wirePath(start, end, detour);
  const middle = isLed ? roomiest(start, bends.points, end) : wireMiddle(start, end, detour);
  const flowing = useEditor(
    (state) =>
      state.run.status === 'running' &&
      nodeRun(state.run, state.analysis?.plan, data?.to.node ?? target).status === 'running',
  );
  const receiving = useReceivingWire((state) => state.id === id);
  return (
    <g
      data-tint={data?.tint ?? 'unknown'}
      data-selected={selected}
      data-flowing={flowing}
      data-receiving={receiving}
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
          <Bends wireId={id} points={bends.points} onDrag={bends.setDragged} />
          <WireTools name={`${data?.from.node ?? source} to ${data?.to.node ?? target}`} at={middle} />
        </EdgeLabelRenderer>
      )}
    </g>
  );
}
