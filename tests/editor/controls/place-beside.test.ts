import { expect, it } from 'vitest';
import { placeBeside } from '../../../src/editor/controls/place-beside';

const SCREEN = { width: 1000, height: 600 };
const SIZE = { width: 100, height: 40 };
const at = (x: number, y: number) => ({ x, y, width: 20, height: 20 });

it('a tooltip stands beside its thing, in line with its middle', () => {
  expect(placeBeside(at(500, 300), SIZE, 'bottom', SCREEN)).toEqual({ x: 460, y: 326 });
  expect(placeBeside(at(500, 300), SIZE, 'top', SCREEN)).toEqual({ x: 460, y: 254 });
  expect(placeBeside(at(500, 300), SIZE, 'left', SCREEN)).toEqual({ x: 394, y: 290 });
  expect(placeBeside(at(500, 300), SIZE, 'right', SCREEN)).toEqual({ x: 526, y: 290 });
});

it('where there is no room it stands across', () => {
  expect(placeBeside(at(500, 570), SIZE, 'bottom', SCREEN)).toEqual({ x: 460, y: 524 });
  expect(placeBeside(at(10, 300), SIZE, 'left', SCREEN)).toEqual({ x: 36, y: 290 });
});

it('it never leaves the screen', () => {
  expect(placeBeside(at(0, 300), SIZE, 'bottom', SCREEN).x).toBe(8);
  expect(placeBeside(at(980, 300), SIZE, 'bottom', SCREEN).x).toBe(892);
  expect(placeBeside(at(30, 20), { width: 100, height: 590 }, 'right', SCREEN).y).toBe(8);
});
