import { describe, expect, it } from 'vitest';
import { balancedWeights } from '../../../src/engine/training/losses';
import { createPlateau } from '../../../src/engine/training/plateau';
import { learningRateAt } from '../../../src/engine/training/schedule';

const options = { schedule: 'cosine', learningRate: 0.1, warmupEpochs: 0, epochs: 10 } as const;

describe('learning rate', () => {
  it('falls along a cosine from the full rate to zero', () => {
    expect(learningRateAt(options, 0, 1)).toBeCloseTo(0.1, 12);
    expect(learningRateAt(options, 5, 1)).toBeCloseTo(0.05, 12);
    expect(learningRateAt(options, 10, 1)).toBeCloseTo(0, 12);
    // ½(1 + cos(π/4))
    expect(learningRateAt(options, 2.5, 1)).toBeCloseTo(0.1 * 0.8535533905932737, 12);
  });

  it('rises linearly during warm-up, then follows the schedule over what is left', () => {
    const warm = { ...options, warmupEpochs: 2 };
    expect(learningRateAt(warm, 1, 1)).toBeCloseTo(0.05, 12);
    expect(learningRateAt(warm, 2, 1)).toBeCloseTo(0.1, 12);
    expect(learningRateAt(warm, 6, 1)).toBeCloseTo(0.05, 12);
  });

  it('stays where it is when constant', () => {
    expect(learningRateAt({ ...options, schedule: 'constant' }, 9.9, 1)).toBe(0.1);
  });

  it('is halved after three epochs without improvement', () => {
    const plateau = createPlateau();
    const losses = [1, 0.9, 0.9, 0.9, 0.9, 0.8, 0.8, 0.8, 0.8];
    const factors = losses.map((loss) => {
      plateau.record(loss);
      return plateau.factor();
    });
    expect(factors).toEqual([1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25]);
    expect(learningRateAt({ ...options, schedule: 'plateau' }, 9, 0.25)).toBeCloseTo(0.025, 12);
  });
});

describe('class weights', () => {
  it('are those of scikit-learn’s "balanced"', () => {
    expect(balancedWeights([10, 30])).toEqual([2, 2 / 3]);
    expect(balancedWeights([5, 0, 5])).toEqual([2 / 3, 0, 2 / 3]);
  });
});
