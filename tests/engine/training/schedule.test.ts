import { describe, expect, it } from 'vitest';
import { balancedWeights } from '../../../src/engine/training/losses';
import { createPlateau } from '../../../src/engine/training/plateau';
import { firstTrained, scheduleAt } from '../../../src/engine/training/schedule';

const options = { schedule: 'cosine', warmupEpochs: 0, epochs: 10 } as const;

describe('schedule', () => {
  it('falls along a cosine from 1 to zero', () => {
    expect(scheduleAt(options, 0, 1)).toBeCloseTo(1, 12);
    expect(scheduleAt(options, 5, 1)).toBeCloseTo(0.5, 12);
    expect(scheduleAt(options, 10, 1)).toBeCloseTo(0, 12);
    // ½(1 + cos(π/4))
    expect(scheduleAt(options, 2.5, 1)).toBeCloseTo(0.8535533905932737, 12);
  });

  it('rises linearly during warm-up, then follows the schedule over what is left', () => {
    const warm = { ...options, warmupEpochs: 2 };
    expect(scheduleAt(warm, 1, 1)).toBeCloseTo(0.5, 12);
    expect(scheduleAt(warm, 2, 1)).toBeCloseTo(1, 12);
    expect(scheduleAt(warm, 6, 1)).toBeCloseTo(0.5, 12);
  });

  it('stays where it is when constant', () => {
    expect(scheduleAt({ ...options, schedule: 'constant' }, 9.9, 1)).toBe(1);
  });

  it('is halved after three epochs without improvement', () => {
    const plateau = createPlateau();
    const losses = [1, 0.9, 0.9, 0.9, 0.9, 0.8, 0.8, 0.8, 0.8];
    const factors = losses.map((loss) => {
      plateau.record(loss);
      return plateau.factor();
    });
    expect(factors).toEqual([1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25]);
    expect(scheduleAt({ ...options, schedule: 'plateau' }, 9, 0.25)).toBe(0.25);
  });
});

describe('gradual unfreezing', () => {
  const firsts = (unfreezeEvery: number, blocks: number) =>
    [1, 2, 3, 4, 5, 6].map((epoch) => firstTrained({ unfreezeEvery }, epoch, blocks));

  it('starts with the head and adds a block from the top at every interval', () => {
    expect(firsts(1, 3)).toEqual([3, 2, 1, 0, 0, 0]);
    expect(firsts(2, 3)).toEqual([3, 3, 2, 2, 1, 1]);
  });

  it('trains everything at once when off, or without blocks', () => {
    expect(firsts(0, 3)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(firsts(1, 0)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('class weights', () => {
  it('are those of scikit-learn’s "balanced"', () => {
    expect(balancedWeights([10, 30])).toEqual([2, 2 / 3]);
    expect(balancedWeights([5, 0, 5])).toEqual([2 / 3, 0, 2 / 3]);
  });
});
