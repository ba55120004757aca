import type { FlowNode } from './to-flow';
import type { Box } from './wire-route';

/** Where a node is on the canvas, as large as it was measured, or is expected to be. */
export const boxOf = ({ position, measured, width, height }: FlowNode): Box => ({
  ...position,
  width: measured?.width ?? width ?? 0,
  height: measured?.height ?? height ?? 0,
});
