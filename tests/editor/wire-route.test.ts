import { describe, expect, it } from 'vitest';
import { type Box, detourAround, wireMiddle, wirePath } from '../../src/editor/canvas/wire-route';

const start = { x: 0, y: 100 };
const end = { x: 800, y: 120 };
const box = (x: number, y: number): Box => ({ x, y, width: 250, height: 200 });

describe('detourAround', () => {
  it('leaves a wire alone that meets nothing', () => {
    expect(detourAround(start, end, [])).toBeUndefined();
    expect(detourAround(start, end, [box(200, 300), box(900, 50)])).toBeUndefined();
  });

  it('takes the shorter way, clear of the node', () => {
    const above = detourAround(start, end, [box(300, 80)]);
    expect(above?.y).toBeLessThan(80);
    const below = detourAround(start, end, [box(300, -90)]);
    expect(below?.y).toBeGreaterThan(110);
    expect(above?.from).toBe(300);
    expect(above?.to).toBe(550);
  });

  it('also clears a node that lies on the detour', () => {
    const detour = detourAround(start, end, [box(300, 80), box(320, -140)]);
    const clear = (item: Box) => !detour || detour.y < item.y || detour.y > item.y + item.height;
    expect(clear(box(300, 80)) && clear(box(320, -140))).toBe(true);
  });

  it('is not for wires that go back', () => {
    expect(detourAround(end, start, [box(300, 80)])).toBeUndefined();
  });
});

describe('wirePath', () => {
  it('starts and ends where the ports are, by way of the detour', () => {
    const detour = { y: 60, from: 300, to: 550 };
    const path = wirePath(start, end, detour);
    expect(path.startsWith('M 0,100')).toBe(true);
    expect(path.endsWith('800,120')).toBe(true);
    expect(path).toContain('300,60');
    expect(path).toContain('L 550,60');
    expect(wireMiddle(start, end, detour)).toEqual({ x: 425, y: 60 });
  });
});
