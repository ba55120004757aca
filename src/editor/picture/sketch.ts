import { registry } from '../../../nodes/registry';
import type { GraphDocument } from '../../graph/document';
import { groupColourOf } from '../../graph/groups/edit';
import { drawnEnd, groupPosition, hiddenNodes, isFoldedAway } from '../../graph/groups/fold';
import { frameAround } from '../groups/frames';
import { groupTint } from '../groups/group-colour';
import { isWithin } from '../notes/within';
import { fromTheBack } from './draw-note';

/** A graph as a few boxes and lines: what a thumbnail needs, and plain data to store. */
export interface Sketch {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly SketchBox[];
  /** Of notes that hold nodes, and around those of groups; absent without any, and in what was stored before there were groups. */
  readonly frames?: readonly SketchBox[];
  /** Each from `x1, y1` to `x2, y2`. */
  readonly wires: readonly (readonly [number, number, number, number])[];
}

interface SketchBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The node's category, the tint of a group's colour, or `unknown`. */
  readonly tint: string;
}

const NODE = { width: 252, height: 150 };
const MARGIN = 60;
/** More would be a blur, and is left out. */
const MOST_BOXES = 200;
const MOST_WIRES = 300;

export function sketchOf(document: GraphDocument): Sketch {
  const { groups = [] } = document;
  const hidden = hiddenNodes(groups);
  const cards = [
    ...document.nodes
      .filter(({ id }) => !hidden.has(id))
      .map(({ id, kind, position, size }) => ({
        id,
        position,
        size,
        tint: registry.get(kind)?.category ?? 'unknown',
      })),
    ...groups
      .filter(({ collapsed }) => collapsed)
      .map((group) => ({
        id: group.id,
        position: groupPosition(document, group),
        size: undefined,
        tint: groupTint(groupColourOf(group)),
      })),
  ].slice(0, MOST_BOXES);
  const boxes = cards.map(({ position, size, tint }) => ({
    x: Math.round(position.x),
    y: Math.round(position.y),
    width: Math.round(size?.width ?? NODE.width),
    height: Math.round(size?.height ?? NODE.height),
    tint,
  }));
  const places = new Map(cards.map(({ id }, place) => [id, boxes[place]]));
  const notes = boxes.filter(({ tint }) => tint === 'notes');
  const noteFrames = notes.filter((note) => boxes.some((box) => box !== note && isWithin(box, note)));
  const groupFrames = groups.slice(0, MOST_BOXES).flatMap((group) => {
    const box = group.collapsed
      ? undefined
      : frameAround(group.members.flatMap((id) => places.get(id) ?? []));
    return box ? [{ ...box, tint: groupTint(groupColourOf(group)) }] : [];
  });
  const frames = [...fromTheBack(noteFrames), ...groupFrames];
  const shown = document.wires.filter((wire) => !isFoldedAway(wire, hidden));
  const wires = shown.slice(0, MOST_WIRES).flatMap((wire) => {
    const from = places.get(drawnEnd(wire.from, hidden).node);
    const to = places.get(drawnEnd(wire.to, hidden).node);
    if (!from || !to) return [];
    return [[from.x + from.width, from.y + from.height / 2, to.x, to.y + to.height / 2] as const];
  });
  const all = [...boxes, ...frames];
  const left = Math.min(0, ...all.map(({ x }) => x)) - MARGIN;
  const top = Math.min(0, ...all.map(({ y }) => y)) - MARGIN;
  const right = Math.max(2 * NODE.width, ...all.map(({ x, width }) => x + width)) + MARGIN;
  const bottom = Math.max(2 * NODE.height, ...all.map(({ y, height }) => y + height)) + MARGIN;
  return {
    left,
    top,
    width: right - left,
    height: bottom - top,
    boxes: boxes.filter((box) => !noteFrames.includes(box)),
    ...(frames.length > 0 && { frames }),
    wires,
  };
}
