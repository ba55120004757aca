import { registry } from '../../../nodes/registry';
import type { GraphDocument } from '../../graph/document';

/** A graph as a few boxes and lines: what a thumbnail needs, and plain data to store. */
export interface Sketch {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly SketchBox[];
  /** Each from `x1, y1` to `x2, y2`. */
  readonly wires: readonly (readonly [number, number, number, number])[];
}

interface SketchBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The node's category, or `unknown`. */
  readonly tint: string;
}

const NODE = { width: 252, height: 150 };
const MARGIN = 60;
/** More would be a blur, and is left out. */
const MOST_BOXES = 200;
const MOST_WIRES = 300;

export function sketchOf(document: GraphDocument): Sketch {
  const boxes = document.nodes.slice(0, MOST_BOXES).map((node) => ({
    x: Math.round(node.position.x),
    y: Math.round(node.position.y),
    width: Math.round(node.size?.width ?? NODE.width),
    height: Math.round(node.size?.height ?? NODE.height),
    tint: registry.get(node.kind)?.category ?? 'unknown',
  }));
  const places = new Map(document.nodes.slice(0, MOST_BOXES).map((node, place) => [node.id, boxes[place]]));
  const wires = document.wires.slice(0, MOST_WIRES).flatMap((wire) => {
    const from = places.get(wire.from.node);
    const to = places.get(wire.to.node);
    if (!from || !to) return [];
    return [[from.x + from.width, from.y + from.height / 2, to.x, to.y + to.height / 2] as const];
  });
  const left = Math.min(0, ...boxes.map(({ x }) => x)) - MARGIN;
  const top = Math.min(0, ...boxes.map(({ y }) => y)) - MARGIN;
  const right = Math.max(2 * NODE.width, ...boxes.map(({ x, width }) => x + width)) + MARGIN;
  const bottom = Math.max(2 * NODE.height, ...boxes.map(({ y, height }) => y + height)) + MARGIN;
  return { left, top, width: right - left, height: bottom - top, boxes, wires };
}
