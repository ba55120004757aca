import type { GraphDocument, Group } from '../../graph/document';
import type { GroupFlowNode } from '../canvas/to-flow';
import type { Box } from '../canvas/wire-route';

/** Between a frame and its nodes. */
export const FRAME_PADDING = 20;
/** The line with the name, above the nodes. */
export const FRAME_HEADER = 42;
/** How far a frame begins before its nodes do. */
export const FRAME_OFFSET = { x: FRAME_PADDING, y: FRAME_HEADER + FRAME_PADDING / 2 } as const;

/** The frame around these nodes. */
export function frameAround(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return {
    x: left - FRAME_OFFSET.x,
    y: top - FRAME_OFFSET.y,
    width: right - left + 2 * FRAME_PADDING,
    height: bottom - top + FRAME_OFFSET.y + FRAME_PADDING,
  };
}

/** The frames of all expanded groups; a frame that did not change stays the same object. */
export function toFrames(
  groups: GraphDocument['groups'],
  boxOf: (id: string) => Box | undefined,
  previous: readonly GroupFlowNode[],
): readonly GroupFlowNode[] {
  const expanded = (groups ?? []).filter((group) => !group.collapsed);
  if (expanded.length === 0) return previous.length === 0 ? previous : [];
  const before = new Map(previous.map((frame) => [frame.id, frame]));
  const frames = expanded.flatMap((group): GroupFlowNode[] => {
    const box = frameAround(group.members.flatMap((id) => boxOf(id) ?? []));
    const old = before.get(group.id);
    if (!box) return [];
    return [old && isSame(old, group, box) ? old : toFrame(group, box)];
  });
  const isUnchanged =
    frames.length === previous.length && frames.every((frame, place) => frame === previous[place]);
  return isUnchanged ? previous : frames;
}

const isSame = ({ data, position, width, height }: GroupFlowNode, group: Group, box: Box): boolean =>
  data.group === group &&
  position.x === box.x &&
  position.y === box.y &&
  width === box.width &&
  height === box.height;

const toFrame = (group: Group, { x, y, width, height }: Box): GroupFlowNode => ({
  id: group.id,
  type: 'frame',
  position: { x, y },
  width,
  height,
  measured: { width, height },
  data: { group },
  // Behind nodes and wires. Dragged by its header: what is between the nodes belongs to the canvas.
  zIndex: -1,
  dragHandle: '[data-frame-header]',
  style: { pointerEvents: 'none' },
  // Its name is a button, and its nodes are selected in its place.
  focusable: false,
  selected: false,
});
