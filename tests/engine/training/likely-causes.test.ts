import { describe, expect, it } from 'vitest';
import { type Circumstances, likelyCauses } from '../../../src/engine/training/likely-causes';
import type { FitOptions } from '../../../src/plan/expressions';
import { OPTIONS } from './requests';

const usual: Partial<FitOptions> = { learningRate: 0.001, warmupEpochs: 1, clipNorm: 1 };
const first = (changes: Partial<FitOptions>, circumstances: Partial<Circumstances> = {}) =>
  likelyCauses(
    { ...OPTIONS, ...usual, ...changes },
    { epoch: 1, blocks: 0, batchNorm: false, ...circumstances },
  )[0];

describe('the likeliest cause', () => {
  it('is a rate that is unusual for the optimizer', () => {
    expect(first({ learningRate: 0.5 })).toEqual({
      param: 'learningRate',
      text: 'the learning rate of 0.5 is very high: try 0.05',
    });
    expect(first({ learningRate: 0.05, optimizer: 'sgd' })?.text).toContain('too high for this network');
    expect(first({ learningRate: 0.05, optimizer: 'adam' })?.text).toContain('very high');
  });

  it('is what the features are, when the rate is usual', () => {
    expect(first({}, { largestFeature: 250.4 })?.text).toContain('large (up to 250)');
    expect(first({ learningRate: 0.5 }, { largestFeature: Number.NaN })?.text).toContain('not finite');
    expect(first({}, { largestFeature: 6 })?.param).toBe('learningRate');
  });

  it('is a backbone that moves as fast as the head, but only where it moves', () => {
    expect(first({ backboneRate: 1 }, { blocks: 2 })?.param).toBe('backboneRate');
    expect(first({ backboneRate: 1 })?.param).toBe('learningRate');
  });

  it('is batch norm over a handful of images', () => {
    expect(first({ batchSize: 2 }, { batchNorm: true })?.param).toBe('batchSize');
    expect(first({ batchSize: 2 })?.param).toBe('learningRate');
  });
});

it('names what is not set, and nothing that is', () => {
  const params = (changes: Partial<FitOptions>, epoch: number) =>
    likelyCauses({ ...OPTIONS, ...usual, ...changes }, { epoch, blocks: 0, batchNorm: false }).map(
      ({ param }) => param,
    );
  expect(params({}, 1)).toEqual(['learningRate']);
  expect(params({ warmupEpochs: 0, clipNorm: 0 }, 1)).toEqual(['learningRate', 'warmupEpochs', 'clipNorm']);
  // Warm-up helps the start only.
  expect(params({ warmupEpochs: 0, clipNorm: 0 }, 9)).toEqual(['learningRate', 'clipNorm']);
});
