import { describe, expect, it } from 'vitest';
import { augmentation } from '../../../src/plan/passes/augmentation';
import { deadBranches } from '../../../src/plan/passes/dead-branches';
import { transfer } from '../graphs';
import { augmented, naive, only, ops, pass, reads } from './drafts';

describe('augmentation for training only', () => {
  it('measures samples as they are, even when wired behind Augment', () => {
    const before = naive(augmented('behind split'));
    expect(reads(before, only(before, 'evaluate'))).toEqual({ trained: 'fit', data: 'augment' });
    const { draft, summary } = pass(before, [augmentation]);
    expect(reads(draft, only(draft, 'evaluate'))).toEqual({ trained: 'fit', data: 'split' });
    expect(reads(draft, only(draft, 'fit'))).toEqual({ data: 'augment' });
    expect(summary).toMatch(/^One step reads/);
  });

  it('moves augmentation behind the split, where it stays with its node', () => {
    const { draft } = pass(naive(augmented('before split')), [augmentation, deadBranches]);
    expect(ops(draft)).toEqual(['load', 'split', 'augment', 'fit', 'evaluate']);
    expect(only(draft, 'split').nodes).toEqual(['split']);
    expect(only(draft, 'augment').nodes).toEqual(['augment']);
    expect(reads(draft, only(draft, 'augment'))).toEqual({ data: 'split' });
    expect(only(draft, 'augment').data).toMatchObject({ isSplit: true, views: 4 });
    expect(only(draft, 'split').data.views).toBe(1);
  });

  it('leaves a graph without augmentation as it is', () => {
    const before = naive(transfer());
    const { draft, summary } = pass(before, [augmentation]);
    expect(draft).toEqual(before);
    expect(summary).toMatch(/^Nothing to do/);
  });
});
