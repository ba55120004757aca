import type { NodeChange } from '@xyflow/react';
import { describe, expect, it } from 'vitest';
import { type FlowNode, toFlowNodes } from '../../../src/editor/canvas/to-flow';
import { finalPositions } from '../../../src/editor/groups/group-changes';
import { carriedBy, withCarried } from '../../../src/editor/notes/carry';
import { isWithin } from '../../../src/editor/notes/within';
import { copyText, readClip } from '../../../src/editor/store/clipboard-text';
import { emptyDocument, type GraphDocument, type GraphNode } from '../../../src/graph/document';
import { formatDocument, parseDocument } from '../../../src/graph/parse';
import { decodeGraph, encodeGraph } from '../../../src/graph/share/code';

const at = (id: string, kind: string, x: number, y: number, size?: GraphNode['size']): GraphNode => ({
  id,
  kind,
  kindVersion: 1,
  position: { x, y },
  params: {},
  ...(size && { size }),
});

/** A frame around a small note and a node; another node reaches out of it. */
const document: GraphDocument = {
  ...emptyDocument(),
  nodes: [
    at('frame', 'note', 0, 0, { width: 600, height: 400 }),
    at('inner', 'note', 20, 60, { width: 300, height: 300 }),
    at('in', 'split', 40, 80),
    at('half', 'split', 500, 80),
    at('out', 'split', 900, 80),
  ],
};
const none: ReadonlySet<string> = new Set();
const measured = (nodes: readonly FlowNode[]): FlowNode[] =>
  nodes.map((node) => ({
    ...node,
    measured: { width: node.width ?? 252, height: node.height ?? 150 },
  }));
const nodes = measured(toFlowNodes(document, none, []));
const move = (id: string, x: number, y: number, dragging: boolean): NodeChange<FlowNode> => ({
  id,
  type: 'position',
  position: { x, y },
  dragging,
});
const placesAfter = (changes: NodeChange<FlowNode>[], among = nodes) => {
  const all = withCarried(changes, among, carriedBy(changes, among));
  return Object.fromEntries(
    all.flatMap((change) => (change.type === 'position' ? [[change.id, change.position]] : [])),
  );
};

describe('a note that frames nodes', () => {
  it('takes along what is wholly inside it, notes and what is in them included', () => {
    expect(placesAfter([move('frame', 10, -5, false)])).toEqual({
      frame: { x: 10, y: -5 },
      inner: { x: 30, y: 55 },
      in: { x: 50, y: 75 },
    });
    expect(Object.keys(placesAfter([move('inner', 21, 60, false)]))).toEqual(['inner', 'in']);
  });

  it('moves nothing twice, and leaves what is dragged itself on its own way', () => {
    const both = placesAfter([move('frame', 10, 0, false), move('in', 45, 80, false)]);
    expect(both.in).toEqual({ x: 45, y: 80 });
    expect(placesAfter([move('frame', 5, 0, false), move('inner', 25, 60, false)]).in).toEqual({
      x: 45,
      y: 80,
    });
  });

  it('takes along what was inside when it set off, not what it passes over', () => {
    const first = placesAfter([move('frame', 400, 0, true)]);
    expect(Object.keys(first)).toEqual(['frame', 'inner', 'in']);
    const there = nodes.map((node) => ({ ...node, position: first[node.id] ?? node.position }));
    expect(Object.keys(placesAfter([move('frame', 600, 0, true)], there))).toEqual(['frame', 'inner', 'in']);
    expect(Object.keys(placesAfter([move('frame', 600, 0, false)], there))).toEqual(['frame', 'inner', 'in']);
    // The next drag looks anew.
    expect(Object.keys(placesAfter([move('frame', 401, 0, true)], there)).sort()).toEqual(
      ['frame', 'half', 'in', 'inner'].sort(),
    );
    placesAfter([move('frame', 401, 0, false)], there);
  });

  it('takes along the card of a collapsed group, and with it the group’s nodes', () => {
    const group = { id: 'g', members: ['in', 'out'], collapsed: true };
    const grouped = { ...document, groups: [group] };
    const cards = measured(toFlowNodes(grouped, none, []));
    const changes = [move('frame', 10, -5, false)];
    const all = withCarried(changes, cards, carriedBy(changes, cards));
    const ends = finalPositions(all, grouped);
    expect(ends.get('in')).toEqual({ x: 50, y: 75 });
    expect(ends.get('out')).toEqual({ x: 910, y: 75 });
  });

  it('changes nothing where no note moves', () => {
    const changes = [move('out', 0, 0, true)];
    expect(withCarried(changes, nodes, carriedBy(changes, nodes))).toBe(changes);
  });

  it('lies behind all else, the larger behind the smaller, also while it is selected', () => {
    const layers = (selected: ReadonlySet<string>) =>
      toFlowNodes(document, selected, []).map(({ zIndex = 0, selected: on }) => zIndex + (on ? 1000 : 0));
    const [frame = 0, inner = 0, node = 0] = layers(none);
    expect(frame).toBeLessThan(inner);
    expect(inner).toBeLessThan(node);
    expect(layers(new Set(['frame']))[0]).toBe(frame);
  });

  it('keeps its size and colour in a file, a link and the clipboard', () => {
    const coloured = document.nodes.map((node) => (node.id === 'frame' ? { ...node, colour: 'teal' } : node));
    const kept = { ...document, nodes: coloured };
    const parsed = parseDocument(formatDocument(kept));
    expect(parsed.ok && parsed.document).toEqual(kept);
    const decoded = decodeGraph(encodeGraph(kept));
    expect(decoded.ok && decoded.document).toEqual(kept);
    const clip = readClip(copyText(kept, new Set(['frame'])));
    expect(clip.type === 'nodes' && clip.fragment.nodes).toEqual([coloured[0]]);
  });
});

it('inside is wholly inside', () => {
  const outer = { x: 0, y: 0, width: 10, height: 10 };
  expect(isWithin(outer, outer)).toBe(true);
  expect(isWithin({ x: 1, y: 1, width: 9, height: 9 }, outer)).toBe(true);
  expect(isWithin({ x: 1, y: 1, width: 9.5, height: 9 }, outer)).toBe(false);
  expect(isWithin({ x: -1, y: 1, width: 2, height: 2 }, outer)).toBe(false);
});
