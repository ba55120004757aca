import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bendIndex, ledPath, roomiest } from '../../src/graph/led-route';

const start = { x: 0, y: 0 };
const end = { x: 300, y: 0 };
const coordinate = fc.integer({ min: -500, max: 500 });
const point = fc.record({ x: coordinate, y: coordinate });

/** The numbers of a path, in pairs. */
const pairsOf = (path: string) => path.match(/-?[\d.e-]+,-?[\d.e-]+/g) ?? [];

describe('a wire that is led through points', () => {
  it('passes through every one of them, in order, with a curve between each two', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 6 }), (points) => {
        const pairs = pairsOf(ledPath(start, points, end));
        const stops = pairs.filter((_, place) => place % 3 === 0);
        expect(stops).toEqual([start, ...points, end].map(({ x, y }) => `${x},${y}`));
      }),
    );
  });

  it('leaves and arrives level', () => {
    const [, leaving = ''] = pairsOf(ledPath(start, [{ x: 100, y: 200 }], end));
    const arriving = pairsOf(ledPath(start, [{ x: 100, y: 200 }], end)).at(-2) ?? '';
    expect(leaving).toMatch(/,0$/);
    expect(arriving).toMatch(/,0$/);
  });

  it('gets a new bend in the piece that it is made on', () => {
    const points = [
      { x: 100, y: 100 },
      { x: 200, y: -100 },
    ];
    expect(bendIndex(start, points, end, { x: 40, y: 40 })).toBe(0);
    expect(bendIndex(start, points, end, { x: 150, y: 0 })).toBe(1);
    expect(bendIndex(start, points, end, { x: 260, y: -40 })).toBe(2);
    expect(bendIndex(start, [], end, { x: 999, y: 999 })).toBe(0);
  });

  it('has most room on its longest piece', () => {
    const { x } = roomiest(start, [{ x: 20, y: 0 }], end);
    expect(x).toBeGreaterThan(100);
    expect(x).toBeLessThan(220);
  });
});
