import { describe, expect, it } from 'vitest';
import { folding } from '../../../src/plan/passes/folding';
import { frozenPrefix } from '../../../src/plan/passes/frozen-prefix';
import { transfer } from '../graphs';
import { all, freezing, naive, only, pass } from './drafts';

const folded = (document: ReturnType<typeof transfer>) => pass(naive(document), [frozenPrefix, folding]);
const notes = (step: { readonly notes: readonly { readonly pass: string; readonly text: string }[] }) =>
  step.notes.filter((note) => note.pass === 'folding').map(({ text }) => text);

describe('folded batch norm', () => {
  it('is counted where a network only runs forward', () => {
    const { draft, summary } = folded(transfer());
    for (const embed of all(draft, 'embed'))
      expect(notes(embed)).toEqual([expect.stringMatching(/^2 batch norms/)]);
    expect(notes(only(draft, 'evaluate'))).toEqual([]);
    expect(notes(only(draft, 'fit'))).toEqual([]);
    expect(summary).toMatch(/^6 batch norms/);
  });

  it('is counted in trained blocks once they are measured', () => {
    const { draft } = folded(transfer(freezing('all-but-last')));
    expect(notes(only(draft, 'evaluate'))).toEqual([expect.stringMatching(/^One batch norm/)]);
  });

  it('says so when there is none', () => {
    const plain = transfer({ backbone: { kind: 'small-cnn', params: { batchNorm: false } } });
    expect(folded(plain).summary).toMatch(/^Nothing to do/);
  });
});
