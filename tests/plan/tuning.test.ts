import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { registry } from '../../nodes/registry';
import type { Json } from '../../src/graph/document';
import { compile } from '../../src/plan/compile';
import { inferGraph } from '../../src/plan/infer';
import type { StepOf } from '../../src/plan/plan';
import { lowRank } from '../../src/plan/tuning';
import { transfer } from './graphs';
import { catalog } from './sample-catalog';

type Params = Record<string, Json>;

const document = (freeze: Params, train: Params = {}) =>
  transfer({
    freeze: { kind: 'freeze', params: { policy: 'none', ...freeze } },
    train: { kind: 'train', params: train },
  });

function plan(freeze: Params, train: Params = {}) {
  const { steps, nodes, blocking } = compile(document(freeze, train), { registry, catalog });
  const fit = steps.find((step): step is StepOf<'fit'> => step.op === 'fit');
  const facts = Object.fromEntries((nodes.freeze?.facts ?? []).map(({ label, value }) => [label, value]));
  return { fit, facts, blocking: blocking.map(({ code }) => code) };
}

/** The head: 16 features, 3 classes. */
const HEAD = 16 * 3 + 3;

it('ranks are at most what was asked for, and always save parameters', () => {
  const side = fc.integer({ min: 1, max: 2000 });
  fc.assert(
    fc.property(side, side, fc.integer({ min: 1, max: 256 }), (rows, columns, wanted) => {
      const rank = lowRank([rows, columns], wanted);
      expect(rank).toBeLessThanOrEqual(wanted);
      expect(rank).toBeLessThanOrEqual(Math.min(rows, columns));
      if (rank > 0) expect(rank * (rows + columns)).toBeLessThan(rows * columns);
      if (rank < wanted) expect((rank + 1) * (rows + columns)).toBeGreaterThanOrEqual(rows * columns);
    }),
  );
  expect(lowRank([9 * 64, 1], 8)).toBe(0);
});

describe('what a training learns', () => {
  it.each([
    [{ tune: 'all' }, 300 - 2 * 8 - 2 * 16],
    [{ tune: 'bias' }, 8 + 16],
    [{ tune: 'norm' }, 2 * 8 + 2 * 16],
    // Kernels [27, 8] and [8, 16] in the sample catalog.
    [{ tune: 'lora', rank: 2 }, 2 * (27 + 8) + 2 * (8 + 16)],
    [{ tune: 'lora', rank: 100 }, 6 * (27 + 8) + 5 * (8 + 16)],
    [{ tune: 'adapters', bottleneck: 4 }, 2 * 4 * (8 + 16) + 2 * 4 + 8 + 16],
  ])('is counted exactly: %o', (freeze, body) => {
    const { fit, blocking } = plan(freeze);
    expect(blocking).toEqual([]);
    expect(fit?.cost.trainable).toBe(body + HEAD);
  });

  it('shows on the Freeze node, in share of what there is', () => {
    expect(plan({ tune: 'bias' }).facts.Trainable).toBe('24');
    expect(plan({ tune: 'lora', rank: 2 }).facts.Trainable).toBe('118');
  });

  it('costs fewer passes where no kernel needs a gradient, and adapters add their own work', () => {
    const flops = (tune: string) => plan({ tune }).fit?.cost.flops ?? 0;
    expect(flops('bias')).toBeLessThan(flops('all'));
    expect(flops('norm')).toBe(flops('all'));
    expect(flops('adapters')).toBeGreaterThan(flops('bias'));
  });

  it('takes less memory the less it learns, apart from what LoRA keeps of its kernels', () => {
    const memory = (tune: string) => plan({ tune }).fit?.cost.memory ?? 0;
    expect(memory('bias')).toBeLessThan(memory('norm'));
    expect(memory('norm')).toBeLessThan(memory('all'));
    expect(memory('adapters')).toBeGreaterThan(memory('bias'));
  });
});

describe('keys', () => {
  const keyOf = (freeze: Params, train: Params = {}) => plan(freeze, train).fit?.key;

  it('know what is tuned, and nothing of it where that is everything', () => {
    const all = keyOf({});
    expect(keyOf({ tune: 'all', rank: 3, alpha: 5, bottleneck: 7 })).toBe(all);
    const others: readonly Params[] = [
      { tune: 'bias' },
      { tune: 'norm' },
      { tune: 'lora' },
      { tune: 'lora', rank: 4 },
      { tune: 'adapters' },
    ];
    expect(new Set([all, ...others.map((freeze) => keyOf(freeze))]).size).toBe(others.length + 1);
    expect(keyOf({ tune: 'bias', rank: 3 })).toBe(keyOf({ tune: 'bias' }));
  });

  it('share the frozen prefix and the features to probe on, whatever is tuned', () => {
    const embeds = (freeze: Params, train: Params) =>
      compile(document(freeze, train), { registry, catalog }).steps.flatMap(({ op, key }) =>
        op === 'embed' ? [key] : [],
      );
    const half = { policy: 'all-but-last', lastBlocks: 1 };
    const probe = { epochs: 9, probeEpochs: 3 };
    expect(embeds({ ...half, tune: 'lora' }, probe)).toEqual(embeds(half, probe));
  });
});

describe('what does not go together', () => {
  const codes = (freeze: Params, train: Params = {}) =>
    [...inferGraph(document(freeze, train), registry, catalog).values()].flatMap(({ problems }) =>
      problems.map(({ code, param }) => [code, param]),
    );

  it.each(['bias', 'norm', 'lora', 'adapters'])('%s and a backbone that is all frozen', (tune) => {
    expect(codes({ policy: 'all', tune })).toContainEqual(['freeze/nothing-trains', 'tune']);
    expect(codes({ policy: 'none', tune })).toEqual([]);
  });

  it('holding kernels to the start where they do not move', () => {
    expect(codes({ tune: 'lora' }, { l2sp: 0.1 })).toEqual([['train/without-effect', 'l2sp']]);
    expect(codes({}, { l2sp: 0.1 })).toEqual([]);
  });

  it('tuning less than all of a network from scratch', () => {
    const scratch = transfer({
      backbone: { kind: 'small-cnn' },
      freeze: { kind: 'freeze', params: { policy: 'none', tune: 'bias' } },
    });
    const problems = inferGraph(scratch, registry, catalog).get('freeze')?.problems;
    expect(problems?.map(({ code }) => code)).toEqual(['freeze/random-kernels']);
  });
});

it('a trained network keeps its adapters when it becomes a backbone, and their parameters', () => {
  const both = transfer(
    {
      freeze: {
        kind: 'freeze',
        params: { policy: 'all-but-last', lastBlocks: 1, tune: 'adapters', bottleneck: 4 },
      },
      reuse: { kind: 'trained-model' },
      head2: { kind: 'head' },
      train2: { kind: 'train' },
    },
    [
      'train.trained -> reuse.trained',
      'reuse.model -> head2.model',
      'head2.model -> train2.model',
      'split.data -> train2.data',
    ],
  );
  const { steps } = compile(both, { registry, catalog, targets: ['train2'] });
  const last = steps.filter((step): step is StepOf<'fit'> => step.op === 'fit').at(-1);
  expect(last?.params.model.body).toMatchObject({
    op: 'trained-body',
    adapters: { from: 1, width: 4, channels: [16] },
  });
  expect(last?.cost.trainable).toBe(300 - 2 * 8 - 2 * 16 + (2 * 4 * 16 + 4 + 16) + HEAD);
});
