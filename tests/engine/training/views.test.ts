import { describe, expect, it } from 'vitest';
import { inTurn, mixed } from '../../../src/engine/training/views';

const VIEWS = 4;
const SAMPLES = 200;
const epochOf = (pick: typeof inTurn, epoch: number): number[] =>
  Array.from({ length: SAMPLES }, (_, position) => pick(position, epoch, VIEWS));

describe('versions of samples', () => {
  it('in turn: an epoch shows one version of all, the original first', () => {
    expect([1, 2, 3, 4, 5].map((epoch) => [...new Set(epochOf(inTurn, epoch))])).toEqual([
      [0],
      [1],
      [2],
      [3],
      [0],
    ]);
  });

  it('mixed: each sample draws its own, all versions about as often, the same for a seed', () => {
    const drawn = epochOf(mixed(1), 1);
    const counts = Array.from({ length: VIEWS }, (_, view) => drawn.filter((each) => each === view).length);
    for (const count of counts) expect(Math.abs(count - SAMPLES / VIEWS)).toBeLessThan(25);
    expect(epochOf(mixed(1), 1)).toEqual(drawn);
    expect(epochOf(mixed(2), 1)).not.toEqual(drawn);
    expect(epochOf(mixed(1), 2)).not.toEqual(drawn);
  });
});
