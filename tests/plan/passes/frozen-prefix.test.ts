import { describe, expect, it } from 'vitest';
import { setParam } from '../../../src/graph/edit';
import { deadBranches } from '../../../src/plan/passes/dead-branches';
import { frozenPrefix } from '../../../src/plan/passes/frozen-prefix';
import { transfer } from '../graphs';
import { all, augmented, freezing, naive, only, ops, pass, reads } from './drafts';

const divided = (document: ReturnType<typeof transfer>) =>
  pass(naive(document), [frozenPrefix, deadBranches]);

describe('frozen prefix', () => {
  it('embeds each part that is read, once for each reader', () => {
    const { draft } = divided(transfer());
    expect(ops(draft)).toEqual(['load', 'split', 'embed', 'embed', 'fit', 'embed', 'evaluate']);
    expect(all(draft, 'embed').map(({ params }) => params.part)).toEqual(['train', 'val', 'test']);
    expect(reads(draft, only(draft, 'fit'))).toEqual({ data: 'split', train: 'embed', val: 'embed' });
    expect(reads(draft, only(draft, 'evaluate'))).toEqual({
      trained: 'fit',
      data: 'split',
      features: 'embed',
    });
    expect(pass(naive(transfer()), [frozenPrefix]).summary).toMatch(/^1 of 1 training starts/);
  });

  it('works for the node that the network comes from', () => {
    const { draft } = divided(transfer());
    for (const { nodes, notes } of all(draft, 'embed')) {
      expect(nodes).toEqual(['backbone']);
      expect(notes).toEqual([
        { pass: 'frozen-prefix', text: expect.stringContaining('2 of 2 blocks are frozen') },
      ]);
    }
  });

  it('runs the frozen blocks alone, and pools only when no other follows', () => {
    const [whole] = all(divided(transfer()).draft, 'embed');
    expect(whole?.params.body).toMatchObject({ blocks: ['b1', 'b2'], pooling: 'average' });
    const [partial] = all(divided(transfer(freezing('all-but-last'))).draft, 'embed');
    expect(partial?.params.body.blocks).toEqual(['b1']);
    expect(partial?.params.body).not.toHaveProperty('pooling');
  });

  it('embeds no validation part that is not there', () => {
    const { draft } = divided(setParam(transfer(), 'split', 'val', 0));
    expect(all(draft, 'embed').map(({ params }) => params.part)).toEqual(['train', 'test']);
    expect(only(draft, 'fit').inputs).not.toHaveProperty('val');
  });

  it('embeds augmented samples for training, and plain ones to validate', () => {
    const { draft } = divided(augmented('behind split'));
    const [train, val] = all(draft, 'embed');
    expect(train && reads(draft, train)).toEqual({ data: 'augment' });
    expect(val && reads(draft, val)).toEqual({ data: 'split' });
  });

  it('takes the weights of a trained body from its training', () => {
    const { draft } = divided(
      transfer(
        {
          ...freezing('none'),
          reuse: { kind: 'trained-model' },
          freeze2: { kind: 'freeze' },
          head2: { kind: 'head' },
          train2: { kind: 'train' },
          evaluate2: { kind: 'evaluate' },
        },
        [
          'train.trained -> reuse.trained',
          'reuse.model -> freeze2.model',
          'freeze2.model -> head2.model',
          'head2.model -> train2.model',
          'split.data -> train2.data',
          'train2.trained -> evaluate2.trained',
          'split.data -> evaluate2.data',
        ],
      ),
    );
    const embeds = all(draft, 'embed');
    expect(embeds).toHaveLength(3);
    for (const embed of embeds) {
      expect(reads(draft, embed)).toEqual({ data: 'split', origin: 'fit' });
      expect(embed.nodes).toEqual(['reuse']);
    }
  });

  it('leaves a network without frozen blocks whole', () => {
    const whole = transfer(freezing('none'));
    const { draft } = divided(whole);
    expect(ops(draft)).toEqual(['load', 'split', 'fit', 'evaluate']);
    expect(only(draft, 'fit').notes[0]?.text).toContain('every epoch runs the whole network');
    expect(pass(naive(whole), [frozenPrefix]).summary).toMatch(/^Nothing to do/);
  });
});
