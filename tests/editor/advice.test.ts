import { describe, expect, it } from 'vitest';
import { backbonesBeside } from '../../src/editor/results/advice/backbones-beside';
import { verdictOf } from '../../src/editor/results/advice/verdict';
import type { AdviceSummary, AdvisedCandidate } from '../../src/worker/api';
import { graph } from '../plan/graphs';

describe('Backbone nodes that advice is for', () => {
  const document = graph(
    {
      data: { kind: 'dataset' },
      split: { kind: 'split' },
      other: { kind: 'split' },
      augment: { kind: 'augment' },
      advisor: { kind: 'advisor' },
      lonely: { kind: 'advisor' },
      near: { kind: 'backbone' },
      far: { kind: 'backbone' },
      cnn: { kind: 'small-cnn' },
      freeze: { kind: 'freeze' },
      head: { kind: 'head' },
      'far-head': { kind: 'head' },
      'cnn-head': { kind: 'head' },
      train: { kind: 'train' },
      again: { kind: 'train' },
      'far-train': { kind: 'train' },
      'cnn-train': { kind: 'train' },
    },
    [
      'data.data -> split.data',
      'data.data -> other.data',
      'split.data -> augment.data',
      'split.data -> advisor.data',
      'near.model -> freeze.model',
      'freeze.model -> head.model',
      'head.model -> train.model',
      'head.model -> again.model',
      'far.model -> far-head.model',
      'far-head.model -> far-train.model',
      'cnn.model -> cnn-head.model',
      'cnn-head.model -> cnn-train.model',
      'augment.data -> train.data',
      'split.data -> again.data',
      'other.data -> far-train.data',
      'split.data -> cnn-train.data',
    ],
  );

  it('are those whose network is trained on the same data, augmented or not', () => {
    expect(backbonesBeside(document, 'advisor').map(({ id }) => id)).toEqual(['near']);
    expect(backbonesBeside(document, 'lonely')).toEqual([]);
  });
});

const candidate = (cut: string, changes: Partial<AdvisedCandidate> = {}): AdvisedCandidate => ({
  backbone: 'net',
  cut,
  inputSize: 128,
  pooling: 'average',
  label: 'Net · photos',
  cutLabel: cut,
  features: 10,
  flops: 100,
  scores: { probe: 0.8 },
  interval: [0.7, 0.9],
  firstIsBetter: 0.5,
  group: 1,
  beatsScratch: 1,
  ...changes,
});

const advice = (
  candidates: readonly AdvisedCandidate[],
  agreement: AdviceSummary['agreement'] = [],
): AdviceSummary => ({
  candidates,
  agreement,
  scratch: 0.4,
  majorityBaseline: 0.3,
  samples: 60,
  sources: 60,
  classes: ['a', 'b', 'c'],
});

describe('the verdict', () => {
  it('is clear where the second is far behind', () => {
    const { confidence, warning } = verdictOf(
      advice([candidate('one'), candidate('two', { group: 2, firstIsBetter: 0.97 })]),
    );
    expect(confidence).toContain('Clearly ahead: in 97 %');
    expect(warning).toBeUndefined();
  });

  it('names the quickest of those that are too close to call', () => {
    const close = candidate('two', { firstIsBetter: 0.6, flops: 20 });
    expect(verdictOf(advice([candidate('one'), close])).confidence).toMatch(
      /^Too close to call: Net at two is as good .* The quickest of them is Net at two\.$/,
    );
    const others = [close, candidate('three', { firstIsBetter: 0.7 })];
    expect(verdictOf(advice([candidate('one', { flops: 5 }), ...others])).confidence).toMatch(
      /2 others are .* It is also the quickest of them\.$/,
    );
  });

  it('says when the images come from few sources', () => {
    const few = { ...advice([candidate('one')]), sources: 4 };
    expect(verdictOf(few).confidence).toContain('from 4 sources only');
    expect(verdictOf(advice([candidate('one')])).confidence).not.toContain('sources');
  });

  it('says whether the other scores agree', () => {
    const tell = (...taus: number[]) =>
      verdictOf(
        advice(
          [candidate('one')],
          taus.map((tau) => ({ score: 'logme', tau })),
        ),
      ).agreement;
    expect(tell()).toBeUndefined();
    expect(tell(0.8, 0.7)).toContain('rank much alike');
    expect(tell(0.8, 0.1)).toContain('1 of 2');
    expect(tell(0.2, -0.1)).toContain('differently');
  });

  it('warns of negative transfer', () => {
    const harmful = { beatsScratch: 0.2 };
    const warn = (...candidates: AdvisedCandidate[]) => verdictOf(advice(candidates)).warning;
    expect(warn(candidate('one', harmful), candidate('two', harmful))).toMatch(/^Negative transfer: none/);
    expect(warn(candidate('one'), candidate('two', harmful))).toMatch(/^Net at two is no better/);
    expect(warn(candidate('one', { interval: [0.2, 0.9] }))).toMatch(/^Even the first/);
  });
});
