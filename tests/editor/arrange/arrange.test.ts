import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align, distribute, type Edge } from '../../../src/editor/arrange/align';
import { refitFrames } from '../../../src/editor/arrange/frames';
import { holdLevel } from '../../../src/editor/arrange/guides';
import { layOut } from '../../../src/editor/arrange/lay-out';
import type { Box } from '../../../src/editor/canvas/wire-route';
import { isWithin } from '../../../src/editor/notes/within';
import { emptyDocument, type GraphNode } from '../../../src/graph/document';
import { moveNodes } from '../../../src/graph/edit';

const whole = (most: number) => fc.integer({ min: 0, max: most });
const box = fc.record({ x: whole(900), y: whole(900), width: whole(200), height: whole(200) });
const boxes = fc
  .array(box, { minLength: 3, maxLength: 8 })
  .map((all) => new Map(all.map((each, place) => [`n${place}`, each])));
const edges: readonly Edge[] = ['left', 'centre', 'right', 'top', 'middle', 'bottom'];

describe('aligning', () => {
  it.each(edges)('brings %s into one line, and moves along one axis only', (edge) => {
    const [axis, side, part] = {
      left: ['x', 'width', 0],
      centre: ['x', 'width', 0.5],
      right: ['x', 'width', 1],
      top: ['y', 'height', 0],
      middle: ['y', 'height', 0.5],
      bottom: ['y', 'height', 1],
    }[edge] as ['x' | 'y', 'width' | 'height', number];
    const other = axis === 'x' ? 'y' : 'x';
    fc.assert(
      fc.property(boxes, (all) => {
        const lines = [...align(all, edge)].map(([id, place]) => {
          const own = all.get(id) as Box;
          expect(place[other]).toBe(own[other]);
          return place[axis] + part * own[side];
        });
        for (const line of lines) expect(line).toBeCloseTo(lines[0] ?? 0, 6);
      }),
      { numRuns: 30, seed: 1 },
    );
  });

  it('distributes with equal gaps, the outer ones in their places', () => {
    const all = new Map<string, Box>([
      ['a', { x: 0, y: 0, width: 10, height: 10 }],
      ['b', { x: 12, y: 5, width: 20, height: 10 }],
      ['c', { x: 90, y: 9, width: 10, height: 10 }],
    ]);
    expect([...distribute(all, 'x')].map(([id, { x }]) => [id, x])).toEqual([
      ['a', 0],
      ['b', 40],
      ['c', 90],
    ]);
    expect(distribute(new Map([...all].slice(0, 2)), 'x').size).toBe(0);
  });
});

describe('a dragged node', () => {
  const other: Box = { x: 100, y: 300, width: 80, height: 40 };

  it('is held where an edge is level with another, within reach', () => {
    const { place, guides } = holdLevel({ x: 103, y: 0, width: 50, height: 40 }, [other], 5);
    expect(place).toEqual({ x: 100, y: 0 });
    expect(guides).toEqual([{ axis: 'x', at: 100, from: 0, to: 340 }]);
  });

  it('goes where it is dragged when nothing is near', () => {
    const { place, guides } = holdLevel({ x: 500, y: 0, width: 50, height: 40 }, [other], 5);
    expect(place).toEqual({ x: 500, y: 0 });
    expect(guides).toEqual([]);
  });
});

describe('the layout', () => {
  it('puts each node to the right of what it depends on, none over another', async () => {
    const size = { x: 7, y: 3, width: 100, height: 60 };
    const ids = ['a', 'b', 'c', 'd'];
    const wire = (from: string, to: string) => ({
      from: { node: from, port: 'o' },
      to: { node: to, port: 'i' },
    });
    const placed = await layOut(new Map(ids.map((id) => [id, size])), [
      wire('a', 'b'),
      wire('a', 'c'),
      wire('b', 'd'),
      wire('c', 'd'),
    ]);
    const at = (id: string) => placed.get(id) ?? { x: Number.NaN, y: Number.NaN };
    expect(at('b').x).toBeGreaterThanOrEqual(at('a').x + size.width);
    expect(at('d').x).toBeGreaterThanOrEqual(at('b').x + size.width);
    expect(Math.abs(at('b').y - at('c').y)).toBeGreaterThanOrEqual(size.height);
    expect(Math.min(...ids.map((id) => at(id).x))).toBe(7);
    expect(Math.min(...ids.map((id) => at(id).y))).toBe(3);
  });
});

describe('frames, when nodes have moved', () => {
  const note = (id: string, x: number, y: number, width: number, height: number): GraphNode => ({
    id,
    kind: 'note',
    kindVersion: 1,
    position: { x, y },
    size: { width, height },
    params: {},
  });
  const node = (id: string, x: number): GraphNode => ({
    id,
    kind: 'split',
    kindVersion: 1,
    position: { x, y: 60 },
    params: {},
  });
  const document = {
    ...emptyDocument(),
    nodes: [
      note('outer', 0, 0, 500, 400),
      note('inner', 10, 40, 150, 150),
      note('apart', 2000, 0, 150, 80),
      node('a', 20),
      node('b', 300),
    ],
  };
  const size = { width: 100, height: 80 };
  const before = new Map([
    ['a', { x: 20, y: 60, ...size }],
    ['b', { x: 300, y: 60, ...size }],
  ]);
  const boxAfter = (places: ReadonlyMap<string, { x: number; y: number }>, id: string): Box => {
    const after = refitFrames(moveNodes(document, places), before, places);
    const found = after.nodes.find((each) => each.id === id);
    return { x: 0, y: 0, ...size, ...found?.position, ...found?.size };
  };

  it('go around what they held, one in another included', () => {
    const places = new Map([['a', { x: 900, y: 500 }]]);
    const outer = boxAfter(places, 'outer');
    const inner = boxAfter(places, 'inner');
    expect(isWithin(boxAfter(places, 'a'), inner)).toBe(true);
    expect(isWithin(inner, outer)).toBe(true);
    // What was not moved is still in it.
    expect(isWithin(boxAfter(places, 'b'), outer)).toBe(true);
    expect(isWithin(boxAfter(places, 'b'), inner)).toBe(false);
  });

  it('stay where they are when none of theirs moved', () => {
    const places = new Map([['b', { x: 301, y: 60 }]]);
    expect(boxAfter(places, 'inner')).toEqual({ x: 10, y: 40, width: 150, height: 150 });
    expect(boxAfter(places, 'apart')).toEqual({ x: 2000, y: 0, width: 150, height: 80 });
  });
});
