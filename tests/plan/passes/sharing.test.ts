import { describe, expect, it } from 'vitest';
import { setParam, updateNode } from '../../../src/graph/edit';
import { frozenPrefix } from '../../../src/plan/passes/frozen-prefix';
import { sharing } from '../../../src/plan/passes/sharing';
import { transfer } from '../graphs';
import { all, naive, ops, pass } from './drafts';

const shared = (document: ReturnType<typeof transfer>) => pass(naive(document), [frozenPrefix, sharing]);

/** Another pipeline beside `transfer`, every node apart. */
const twice = transfer(
  {
    data2: { kind: 'dataset' },
    split2: { kind: 'split' },
    backbone2: { kind: 'backbone' },
    freeze2: { kind: 'freeze' },
    head2: { kind: 'head' },
    train2: { kind: 'train' },
  },
  [
    'data2.data -> split2.data',
    'backbone2.model -> freeze2.model',
    'freeze2.model -> head2.model',
    'head2.model -> train2.model',
    'split2.data -> train2.data',
  ],
);

describe('sharing of equal steps', () => {
  it('makes equal subgraphs one, for the nodes of both', () => {
    const { draft, summary } = shared(twice);
    expect(ops(draft).sort()).toEqual(['embed', 'embed', 'embed', 'evaluate', 'fit', 'load', 'split']);
    expect(draft.steps.find(({ op }) => op === 'fit')?.nodes).toEqual(['train', 'train2']);
    expect(all(draft, 'embed')[0]?.nodes).toEqual(['backbone', 'backbone2']);
    expect(all(draft, 'embed')[0]?.notes.at(-1)?.text).toMatch(/^2 places in the graph need it/);
    expect(draft.results.get('train2')).toBe(draft.results.get('train'));
    expect(summary).toMatch(/^5 steps/);
  });

  it('keeps apart what differs, and shares what comes before', () => {
    const { draft } = shared(setParam(twice, 'head2', 'dropout', 0.4));
    expect(all(draft, 'fit').map(({ nodes }) => nodes)).toEqual([['train'], ['train2']]);
    expect(all(draft, 'embed')).toHaveLength(3);
    const other = shared(setParam(twice, 'backbone2', 'cut', 'b1')).draft;
    expect(all(other, 'embed')).toHaveLength(5);
    expect(all(other, 'split')).toHaveLength(1);
  });

  it('gives every step a key that depends on no name', () => {
    const renamed = updateNode(twice, 'train', (node) => ({ ...node, label: 'My training' }));
    const keys = shared(twice).draft.steps.map(({ key }) => key);
    expect(keys.every((key) => /^[0-9a-f]{32}$/.test(key ?? ''))).toBe(true);
    expect(new Set(keys).size).toBe(keys.length);
    expect(shared(renamed).draft.steps.map(({ key }) => key)).toEqual(keys);
  });

  it('says so when no two steps are equal', () => {
    expect(shared(transfer()).summary).toMatch(/^Nothing to do/);
  });
});
