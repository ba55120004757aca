import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { align, distribute, type Edge } from '../../../src/editor/arrange/align';
import { holdLevel } from '../../../src/editor/arrange/guides';
import { layOut } from '../../../src/editor/arrange/lay-out';
import type { Box } from '../../../src/editor/canvas/wire-route';

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
