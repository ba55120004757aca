import { describe, expect, it } from 'vitest';
import { registry } from '../../../nodes/registry';
import { setParam } from '../../../src/graph/edit';
import { compile } from '../../../src/plan/compile';
import { indexSteps } from '../../../src/plan/estimate';
import { workOf } from '../../../src/plan/estimate-work';
import { deadBranches } from '../../../src/plan/passes/dead-branches';
import { frozenPrefix } from '../../../src/plan/passes/frozen-prefix';
import type { Plan } from '../../../src/plan/plan';
import { transfer } from '../graphs';
import { catalog } from '../sample-catalog';
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
    expect(pass(naive(transfer()), [frozenPrefix]).summary).toMatch(/^The training starts/);
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

describe('features to probe on', () => {
  const PROBING = { train: { kind: 'train', params: { epochs: 9, probeEpochs: 4 } } };

  it('are of the whole body, pooled, for the parts that a training reads', () => {
    const { draft } = divided(transfer({ ...freezing('all-but-last'), ...PROBING }));
    const fit = only(draft, 'fit');
    expect(reads(draft, fit)).toEqual({
      data: 'split',
      train: 'embed',
      val: 'embed',
      probeTrain: 'embed',
      probeVal: 'embed',
    });
    const of = (role: string) => all(draft, 'embed').find(({ id }) => id === fit.inputs[role])?.params;
    expect(of('probeTrain')).toMatchObject({
      part: 'train',
      body: { blocks: ['b1', 'b2'], pooling: 'average' },
    });
    expect(of('probeVal')).toMatchObject({ part: 'val', body: { blocks: ['b1', 'b2'], pooling: 'average' } });
    expect(of('train')?.body.blocks).toEqual(['b1']);
  });

  it('are those that a frozen backbone embeds, so both share them', () => {
    const frozen = compile(transfer(), { registry, catalog });
    const probing = compile(transfer({ ...freezing('none'), ...PROBING }), { registry, catalog });
    const keys = (plan: Plan) => plan.steps.filter(({ op }) => op === 'embed').map(({ key }) => key);
    // Evaluating reads the test part of the frozen one alone.
    expect(keys(frozen)).toEqual(expect.arrayContaining(keys(probing)));
    expect(keys(probing)).toHaveLength(2);
  });

  it('hold versions of augmented samples, also where training itself varies them anew', () => {
    const plan = compile(augmented('behind split', { ...freezing('none'), ...PROBING }), {
      registry,
      catalog,
    });
    const views = plan.steps.flatMap((step) =>
      step.op === 'embed' ? [[step.params.part, step.params.views]] : [],
    );
    expect(views).toEqual([
      ['train', 4],
      ['val', 1],
    ]);
  });

  it('make the probing epochs cost what a frozen backbone costs', () => {
    const fitOf = (document: ReturnType<typeof transfer>) => {
      const plan = compile(document, { registry, catalog });
      const step = plan.steps.find(({ op }) => op === 'fit');
      const work = step && workOf(indexSteps(plan), step);
      return {
        flops: step?.cost.flops ?? 0,
        blockRuns: work?.blockRuns ?? 0,
        steps: work?.trainingSteps ?? 0,
      };
    };
    const epochs = (count: number) => ({ train: { kind: 'train', params: { epochs: count } } });
    const probing = fitOf(transfer({ ...freezing('none'), ...PROBING }));
    const frozen = fitOf(transfer(epochs(4)));
    const whole = fitOf(transfer({ ...freezing('none'), ...epochs(5) }));
    expect(probing.flops).toBe(frozen.flops + whole.flops);
    expect(probing.blockRuns).toBe(whole.blockRuns);
    expect(probing.steps).toBe(frozen.steps + whole.steps);
  });
});
