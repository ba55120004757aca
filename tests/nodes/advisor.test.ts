import { describe, expect, it } from 'vitest';
import { registry } from '../../nodes/registry';
import type { BackboneInfo, Catalog } from '../../src/plan/catalog';
import { compile } from '../../src/plan/compile';
import type { Plan, StepOf } from '../../src/plan/plan';
import { graph } from '../plan/graphs';
import { catalog, tinyNet } from '../plan/sample-catalog';

type Nodes = Parameters<typeof graph>[0];

const advising = (params: Nodes[string]['params'] = {}, more: Nodes = {}, wires: readonly string[] = []) =>
  graph(
    { data: { kind: 'dataset' }, split: { kind: 'split' }, advisor: { kind: 'advisor', params }, ...more },
    ['data.data -> split.data', ...(wires.length > 0 ? wires : ['split.data -> advisor.data'])],
  );

const planOf = (document: ReturnType<typeof graph>, world: Catalog = catalog): Plan =>
  compile(document, { registry, catalog: world });

function adviseOf(plan: Plan): StepOf<'advise'> {
  const step = plan.steps.find(({ op }) => op === 'advise');
  if (step?.op !== 'advise') throw new Error(JSON.stringify(plan.problems));
  return step;
}

const keysOf = (plan: Plan, op: string): string[] =>
  plan.steps.filter((step) => step.op === op).map(({ key }) => key);

describe('advisor', () => {
  it('embeds each cut once, for the training part, and then ranks', () => {
    const plan = planOf(advising());
    expect(plan.problems).toEqual([]);
    const advise = adviseOf(plan);
    // Three blocks are fewer than a few cuts; besides, there is the network from scratch.
    expect(advise.params.candidates.map(({ cut }) => cut)).toEqual(['b1', 'b2', 'b3']);
    expect(Object.keys(advise.inputs)).toEqual([
      'data',
      'scratch',
      'candidate-0',
      'candidate-1',
      'candidate-2',
    ]);
    expect(plan.steps.filter(({ op }) => op === 'embed')).toHaveLength(3);
    expect(plan.steps.filter(({ op }) => op === 'cross-validate')).toHaveLength(1);
    expect(plan.nodes.advisor?.resultStep).toBe(advise.id);
    expect(plan.steps.every(({ nodes }) => nodes.length > 0)).toBe(true);
  });

  it('shares features with a training that freezes the same cut of the same images', () => {
    const training: Nodes = {
      backbone: { kind: 'backbone' },
      freeze: { kind: 'freeze' },
      head: { kind: 'head' },
      train: { kind: 'train' },
    };
    const wires = [
      'backbone.model -> freeze.model',
      'freeze.model -> head.model',
      'head.model -> train.model',
      'split.data -> train.data',
      'split.data -> advisor.data',
    ];
    const plan = planOf(advising({ perClass: 0, cuts: 'recommended' }, training, wires));
    const trains = plan.steps.find(({ op }) => op === 'fit');
    expect(trains?.inputs.train).toBe(adviseOf(plan).inputs['candidate-0']);
    // The same whether or not the other is there.
    const alone = planOf(advising({ perClass: 0, cuts: 'recommended' }));
    expect(keysOf(plan, 'embed')).toEqual(expect.arrayContaining(keysOf(alone, 'embed')));
    // A limit that leaves all images changes nothing.
    expect(keysOf(planOf(advising({ perClass: 1000, cuts: 'recommended' })), 'embed')).toEqual(
      keysOf(alone, 'embed'),
    );
    expect(keysOf(planOf(advising({ perClass: 5, cuts: 'recommended' })), 'embed')).not.toEqual(
      keysOf(alone, 'embed'),
    );
  });

  it('limits the training images, however they come', () => {
    const limited = planOf(advising({ perClass: 5 }));
    expect(limited.steps.filter(({ op }) => op === 'embed').map(({ cost }) => cost.samples)).toEqual([
      15, 15, 15,
    ]);
    const unsplit = planOf(advising({ perClass: 5 }, {}, ['data.data -> advisor.data']));
    expect(unsplit.steps.find(({ op }) => op === 'split')).toMatchObject({
      params: { val: 0, test: 0, trainPerClass: 5 },
    });
  });

  it('tries from scratch for a bounded number of steps, and once, whichever networks are compared', () => {
    const tried = (params: Nodes[string]['params'], perClass = 40) => {
      const step = planOf(advising({ perClass, ...params })).steps.find(({ op }) => op === 'cross-validate');
      if (step?.op !== 'cross-validate') throw new Error('Nothing is tried.');
      return step;
    };
    // 90 training images in the split: three quarters are five batches of 16.
    expect(tried({}, 0).params.options).toMatchObject({ folds: 4, batchSize: 16, epochs: 30 });
    expect(tried({}, 5).params.options.epochs).toBe(30);
    expect(tried({}).cost.samples).toBe(90 * 3 * 30);
    expect(tried({ cuts: 'recommended' }).key).toBe(tried({ cuts: 'all' }).key);
    expect(tried({ seed: 3 }).key).not.toBe(tried({}).key);
  });

  it('looks at images as they are, before any augmentation', () => {
    const augment: Nodes = { augment: { kind: 'augment', params: { views: 4 } } };
    const plan = planOf(
      advising({}, augment, ['split.data -> augment.data', 'augment.data -> advisor.data']),
    );
    expect(keysOf(plan, 'augment')).toEqual([]);
    expect(adviseOf(plan).key).toBe(adviseOf(planOf(advising())).key);
  });

  it('asks the source classes where the network still has them, and never cuts there', () => {
    const withClasses: BackboneInfo = { ...tinyNet, classifier: { block: 'b3', classes: ['x', 'y'] } };
    const world: Catalog = { ...catalog, backbone: () => withClasses, backbones: () => [withClasses] };
    const advise = adviseOf(planOf(advising({ cuts: 'all' }), world));
    expect(advise.params.candidates.map(({ cut }) => cut)).toEqual(['b1', 'b2']);
    expect(advise.inputs['source-0']).toBeDefined();
    expect(advise.inputs['source-1']).toBe(advise.inputs['source-0']);
  });

  it('says what is wrong on the parameter or the port', () => {
    const codes = (params: Nodes[string]['params'], data: Nodes = {}) =>
      planOf(advising(params, data)).nodes.advisor?.problems.map(({ code }) => code);
    expect(codes({ backbones: ['nowhere'] })).toEqual(['advisor/unknown-backbone']);
    expect(codes({}, { split: { kind: 'split', params: { trainPerClass: 2 } } })).toEqual([
      'advisor/few-images',
    ]);
  });
});
