import { describe, expect, it } from 'vitest';
import { rankCandidates, type ScoredCandidate } from '../../../src/engine/transferability/advise';
import { scoreFeatures } from '../../../src/engine/transferability/score';
import { alone, clouds } from './clouds';

const COUNT = 60;
const groups = alone(COUNT);
const labels = Int32Array.from({ length: COUNT }, (_, row) => row % 3);

const scored = (spread: number, seed: number) =>
  scoreFeatures(clouds({ count: COUNT, width: 8, classes: 3, spread, seed }), groups, 5);

const candidate = (cut: string, spread: number, seed: number): ScoredCandidate => ({
  spec: {
    backbone: 'net',
    cut,
    inputSize: 32,
    pooling: 'average',
    label: 'Net',
    cutLabel: cut,
    features: 8,
    flops: 1,
  },
  scored: scored(spread, seed),
});

const fromScratch = scored(3, 50);
const SCRATCH = { right: fromScratch.probe, errors: fromScratch.probeErrors };

const rank = (candidates: readonly ScoredCandidate[], seed = 1) =>
  rankCandidates(
    { candidates, scratch: SCRATCH, labels, groups, classes: ['a', 'b', 'c'] },
    { resamples: 400, seed },
  );

describe('advice', () => {
  it('ranks by how well features keep the classes apart, and is sure where that differs much', () => {
    const { candidates, majorityBaseline, samples, sources } = rank([
      candidate('worst', 6, 1),
      candidate('best', 0.3, 2),
      candidate('middle', 1.6, 3),
    ]);
    expect(candidates.map(({ cut }) => cut)).toEqual(['best', 'middle', 'worst']);
    expect(candidates.map(({ group }) => group)).toEqual([1, 2, 3]);
    const [best, , worst] = candidates;
    expect(best?.firstIsBetter).toBe(0.5);
    expect(worst?.firstIsBetter).toBeGreaterThan(0.99);
    expect(best?.beatsScratch).toBeGreaterThan(0.99);
    expect(worst?.beatsScratch).toBeLessThan(0.5);
    expect(majorityBaseline).toBeCloseTo(1 / 3, 12);
    expect([samples, sources]).toEqual([COUNT, COUNT]);
  });

  it('calls what is equal too close to call', () => {
    const { candidates } = rank([
      candidate('one', 1.2, 2),
      candidate('same', 1.2, 2),
      candidate('far', 8, 2),
    ]);
    expect(candidates.map(({ group }) => group)).toEqual([1, 1, 2]);
    expect(candidates[1]?.firstIsBetter).toBe(0.5);
  });

  it('gives an interval around the accuracy, and the same for the same seed', () => {
    const asked = [candidate('one', 1, 2), candidate('two', 1.4, 4), candidate('three', 2, 5)];
    const advice = rank(asked);
    for (const { scores, interval } of advice.candidates) {
      expect(interval[0]).toBeLessThanOrEqual(scores.probe ?? 0);
      expect(interval[1]).toBeGreaterThanOrEqual(scores.probe ?? 1);
    }
    expect(rank(asked)).toEqual(advice);
    expect(advice.agreement.map(({ score }) => score)).toEqual(['neighbours', 'logme', 'hScore']);
    expect(rank(asked, 2).candidates.map(({ cut }) => cut)).toEqual(advice.candidates.map(({ cut }) => cut));
  });

  it('tells of LEEP and NCE only for those that have source classes', () => {
    const answers = { leep: -0.5, nce: -0.4 };
    const { candidates } = rank([{ ...candidate('with', 0.5, 1), answers }, candidate('without', 2, 1)]);
    expect(candidates.map(({ scores }) => scores.leep)).toEqual([-0.5, undefined]);
  });
});
