import { describe, expect, it } from 'vitest';
import { differences, trainNodesBeside, usesRate } from '../../src/editor/results/rates/fed-by-same-model';
import { readableLosses } from '../../src/editor/results/rates/readable-losses';
import { graph } from '../plan/graphs';

const document = graph(
  {
    head: { kind: 'head' },
    other: { kind: 'head' },
    rates: { kind: 'rate-finder' },
    lonely: { kind: 'rate-finder' },
    first: { kind: 'train' },
    second: { kind: 'train' },
    third: { kind: 'train' },
  },
  [
    'head.model -> rates.model',
    'head.model -> first.model',
    'other.model -> second.model',
    'head.model -> third.model',
  ],
);

describe('Train nodes that a found rate is for', () => {
  it('are those that are fed by the same model', () => {
    expect(trainNodesBeside(document, 'rates').map(({ id }) => id)).toEqual(['first', 'third']);
    expect(trainNodesBeside(document, 'lonely')).toEqual([]);
  });

  it('may differ in what the rate depends on', () => {
    const params = { optimizer: 'adam', batchSize: 32, backboneRate: 0.1, epochs: 20 };
    expect(differences(params, { ...params, epochs: 5 })).toEqual([]);
    expect(differences(params, { ...params, optimizer: 'sgd', batchSize: 8 })).toEqual([
      'optimizer',
      'batch size',
    ]);
  });

  it('use it when what is shown is the same', () => {
    expect(usesRate({ learningRate: 0.031 }, 0.031)).toBe(true);
    expect(usesRate({ learningRate: 0.03 }, 0.031)).toBe(false);
    expect(usesRate({}, 0.031)).toBe(false);
  });
});

describe('the curve’s vertical axis', () => {
  const points = (smoothed: readonly number[]) =>
    smoothed.map((value, index) => ({ rate: 10 ** (index - 4), loss: value, smoothed: value }));

  it('spans from the lowest loss to a little above the first, however high the last is', () => {
    const [low, high] = readableLosses(points([2, 1.5, 1, 400]));
    expect(low).toBeCloseTo(0.87, 2);
    expect(high).toBeCloseTo(3.33, 2);
  });

  it('has a height even where all losses are equal', () => {
    const [low, high] = readableLosses(points([1, 1, 1]));
    expect(high).toBeGreaterThan(low);
  });
});
