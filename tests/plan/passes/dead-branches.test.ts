import { describe, expect, it } from 'vitest';
import { deadBranches } from '../../../src/plan/passes/dead-branches';
import { transfer } from '../graphs';
import { naive, ops, pass } from './drafts';

const two = transfer(
  {
    data2: { kind: 'dataset' },
    split2: { kind: 'split' },
    head2: { kind: 'head' },
    train2: { kind: 'train' },
  },
  [
    'data2.data -> split2.data',
    'split2.data -> train2.data',
    'freeze.model -> head2.model',
    'head2.model -> train2.model',
  ],
);

describe('dead branches', () => {
  it('keeps what the targets need, and counts the nodes that have nothing to do', () => {
    const { draft, summary } = pass(naive(two, ['split']), [deadBranches]);
    expect(ops(draft)).toEqual(['load', 'split']);
    expect(draft.steps.flatMap(({ nodes }) => nodes)).toEqual(['data', 'split']);
    expect(summary).toMatch(/^5 nodes are left out/);
  });

  it('puts the steps of a target together, each behind its inputs', () => {
    const { draft, summary } = pass(naive(two, ['train2', 'evaluate']), [deadBranches]);
    expect(draft.steps.flatMap(({ nodes }) => nodes)).toEqual([
      'data2',
      'split2',
      'train2',
      'data',
      'split',
      'train',
      'evaluate',
    ]);
    expect(summary).toMatch(/^Nothing to do/);
  });

  it('follows chains of any length', () => {
    const draft = naive(transfer(), ['split']);
    const [load, split] = draft.steps;
    if (!load || !split) throw new Error('The graph has no data.');
    const chain = Array.from({ length: 50_000 }, (_, i) => ({
      ...split,
      id: `${i + 1}`,
      inputs: { data: String(i) },
    }));
    const steps = [{ ...load, id: '0' }, ...chain];
    const done = pass({ ...draft, steps, roots: ['50000'] }, [deadBranches]);
    expect(done.draft.steps).toHaveLength(50_001);
    expect(done.draft.steps.at(-1)?.id).toBe('50000');
  });
});
