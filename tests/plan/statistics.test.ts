import { describe, expect, it } from 'vitest';
import { registry } from '../../nodes/registry';
import type { GraphDocument, Json } from '../../src/graph/document';
import type { BackboneInfo, Catalog } from '../../src/plan/catalog';
import { compile } from '../../src/plan/compile';
import { neededSteps } from '../../src/plan/passes/incremental';
import type { Step, StepOf } from '../../src/plan/plan';
import { transfer } from './graphs';
import { catalog as graphCatalog, tinyNet } from './sample-catalog';

const catalogOf = (info: BackboneInfo): Catalog => ({
  ...graphCatalog,
  backbone: (id) => (id === info.id ? info : undefined),
  backbones: () => [info],
});
/** Two blocks up to the cut, with batch norm of 8 and of 16 channels. */
const layers = catalogOf({ ...tinyNet, format: 'layers' });

const compiled = (document: GraphDocument, catalog = layers) => compile(document, { registry, catalog });
const document = (freeze: Record<string, Json> = {}, more: Parameters<typeof transfer>[0] = {}) =>
  transfer({ freeze: { kind: 'freeze', params: { statistics: 'target', ...freeze } }, ...more });
const ops = (steps: readonly Step[]): string[] => steps.map(({ op }) => op);
const stepsOf = <Op extends Step['op']>(steps: readonly Step[], op: Op): StepOf<Op>[] =>
  steps.filter((step): step is StepOf<Op> => step.op === op);
const LAST_TRAINS = { policy: 'all-but-last', lastBlocks: 1 };

describe('statistics of the target', () => {
  it('are measured once, before anything runs the body, and all that does starts from them', () => {
    const { steps, nodes } = compiled(document());
    expect(ops(steps)).toEqual([
      'load',
      'split',
      're-estimate',
      'embed',
      'embed',
      'fit',
      'embed',
      'evaluate',
    ]);
    const [measured] = stepsOf(steps, 're-estimate');
    expect(measured?.inputs).toEqual({ data: steps[1]?.id });
    expect(measured?.params.body.blocks).toEqual(['b1', 'b2']);
    expect(measured?.params.body.pooling).toBeUndefined();
    for (const step of [...stepsOf(steps, 'embed'), ...stepsOf(steps, 'fit')]) {
      expect(step.inputs.origin).toBe(measured?.id);
    }
    expect(nodes.freeze?.resultStep).toBe(measured?.id);
  });

  it('cost one pass of the training images through the whole body', () => {
    const [measured] = stepsOf(compiled(document(LAST_TRAINS)).steps, 're-estimate');
    expect(measured?.cost).toMatchObject({
      samples: 90,
      flops: 90 * (100 * 16 * 16 + 200 * 8 * 8),
      trainable: 0,
      bytes: 4 * 2 * (8 + 16),
    });
  });

  it('are of samples as they are, with and without augmentation', () => {
    const augmented = transfer(
      {
        freeze: { kind: 'freeze', params: { statistics: 'target' } },
        augment: { kind: 'augment', params: { views: 3 } },
        train2: { kind: 'train' },
      },
      ['split.data -> augment.data', 'augment.data -> train2.data', 'head.model -> train2.model'],
    );
    const { steps } = compile(augmented, { registry, catalog: layers, targets: ['train', 'train2'] });
    expect(stepsOf(steps, 'fit')).toHaveLength(2);
    const [measured, ...others] = stepsOf(steps, 're-estimate');
    expect(others).toEqual([]);
    expect(steps.find(({ id }) => id === measured?.inputs.data)?.op).toBe('split');
  });

  it('are the same whatever is frozen, tuned or put on top', () => {
    const keyOf = (freeze: Record<string, Json>, more = {}) =>
      stepsOf(compiled(document(freeze, more)).steps, 're-estimate').map(({ key }) => key);
    const usual = keyOf({});
    expect(usual).toHaveLength(1);
    expect(keyOf(LAST_TRAINS)).toEqual(usual);
    expect(keyOf({ policy: 'none', batchNorm: 'batch' })).toEqual(usual);
    expect(keyOf({ policy: 'none', tune: 'bias' })).toEqual(usual);
    expect(keyOf({}, { head: { kind: 'head', params: { type: 'mlp' } } })).toEqual(usual);
    expect(keyOf({}, { split: { kind: 'split', params: { seed: 7 } } })).not.toEqual(usual);
    expect(keyOf({}, { backbone: { kind: 'backbone', params: { cut: 'b3' } } })).not.toEqual(usual);
  });

  it('change the key of all that follows; those of the source change none', () => {
    const keys = (freeze: Record<string, Json>) =>
      new Map(compiled(document(freeze)).steps.map(({ op, key }) => [op, key]));
    const [source, target] = [keys({ statistics: 'source' }), keys({})];
    const unset = compiled(transfer({ freeze: { kind: 'freeze' } })).steps;
    expect(unset.map(({ key }) => key)).toEqual(
      compiled(document({ statistics: 'source' })).steps.map(({ key }) => key),
    );
    for (const op of ['embed', 'fit', 'evaluate'] as const) expect(target.get(op)).not.toBe(source.get(op));
    for (const op of ['load', 'split'] as const) expect(target.get(op)).toBe(source.get(op));
  });

  it('are not measured again once they are stored, nor opened where nothing that runs needs them', () => {
    const plan = compiled(document());
    const need = (isStored: (step: Step) => boolean) => {
      const needs = neededSteps(plan, isStored);
      return stepsOf(plan.steps, 're-estimate').map(({ id }) => needs.get(id));
    };
    expect(need(() => false)).toEqual(['run']);
    expect(need(({ op }) => op === 're-estimate')).toEqual(['stored']);
    expect(need(({ op }) => op !== 'fit' && op !== 'evaluate')).toEqual(['stored']);
  });

  it('of a network trained before come on top of what that training left, for each target anew', () => {
    const again = transfer(
      {
        reuse: { kind: 'trained-model' },
        freeze2: { kind: 'freeze', params: { statistics: 'target' } },
        head2: { kind: 'head' },
        train2: { kind: 'train' },
      },
      [
        'train.trained -> reuse.trained',
        'reuse.model -> freeze2.model',
        'freeze2.model -> head2.model',
        'head2.model -> train2.model',
        'split.data -> train2.data',
      ],
    );
    const { steps } = compile(again, { registry, catalog: layers, targets: ['train2'] });
    const [first, second] = stepsOf(steps, 'fit');
    const [measured] = stepsOf(steps, 're-estimate');
    expect(first?.inputs.origin).toBeUndefined();
    expect(measured?.inputs.origin).toBe(first?.id);
    expect(second?.inputs.origin).toBe(measured?.id);
  });

  it('stay behind when the network becomes a backbone: its weights have them then', () => {
    const twice = transfer(
      {
        freeze: { kind: 'freeze', params: { statistics: 'target' } },
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
    const { steps } = compile(twice, { registry, catalog: layers, targets: ['train2'] });
    const [first, second] = stepsOf(steps, 'fit');
    expect(stepsOf(steps, 're-estimate')).toHaveLength(1);
    expect(second?.inputs.origin).toBe(first?.id);
  });

  it('are measured in batches that fit', () => {
    const size = (memoryBudget: number) =>
      stepsOf(compile(document(), { registry, catalog: layers, memoryBudget }).steps, 're-estimate').map(
        ({ params }) => params.batch,
      );
    expect(size(2 ** 28)).toEqual([32]);
    // Three maps of 3 · 16 · 16 · 8 numbers a sample.
    expect(size(4 * 3 * (3 * 16 * 16 * 8) * 4)).toEqual([4]);
  });

  it('show on the node: how many numbers are estimated anew', () => {
    expect(compiled(document()).nodes.freeze?.facts).toContainEqual({ label: 'Re-estimated', value: '48' });
    const source = compiled(document({ statistics: 'source' })).nodes.freeze?.facts ?? [];
    expect(source.map(({ label }) => label)).not.toContain('Re-estimated');
  });
});

describe('where there is nothing to estimate, the node says why', () => {
  const problems = (info: BackboneInfo, more: Parameters<typeof transfer>[0] = {}) =>
    compiled(document({}, more), catalogOf(info)).blocking.map(({ code, param }) => [code, param]);
  const without: BackboneInfo = {
    ...tinyNet,
    blocks: Object.fromEntries(
      Object.entries(tinyNet.blocks).map(([side, blocks]) => [
        side,
        blocks.map((block) => ({ ...block, stored: 0, folded: 0 })),
      ]),
    ),
  };

  it('batch norm was folded into the convolutions of a graph', () => {
    expect(problems(without)).toEqual([['freeze/folded-norms', 'statistics']]);
  });

  it('a graph that still has it runs as it is', () => {
    expect(problems(tinyNet)).toEqual([['freeze/fixed-norms', 'statistics']]);
  });

  it('a network has none', () => {
    expect(problems({ ...without, format: 'layers' })).toEqual([['freeze/no-norms', 'statistics']]);
  });

  it('a network from scratch has no source', () => {
    expect(problems(tinyNet, { backbone: { kind: 'small-cnn' } })).toEqual([
      ['freeze/statistics-from-scratch', 'statistics'],
    ]);
  });
});
