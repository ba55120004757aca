import { describe, expect, it } from 'vitest';
import { backboneKind } from '../../nodes/backbone';
import { registry } from '../../nodes/registry';
import type { Json } from '../../src/graph/document';
import { compile } from '../../src/plan/compile';
import { inferGraph } from '../../src/plan/infer';
import { defaultParams } from '../../src/plan/read-params';
import { withParam } from '../../src/plan/set-param';
import { catalogWith } from '../../src/plan/shipped/catalog';
import { transfer } from '../plan/graphs';
import { tinyNet } from '../plan/sample-catalog';

const catalog = catalogWith();

function backbone(params: Record<string, Json>, freeze: Record<string, Json> = {}) {
  const document = transfer({
    backbone: { kind: 'backbone', params },
    freeze: { kind: 'freeze', params: freeze },
  });
  const inferred = inferGraph(document, registry, catalog);
  const model = inferred.get('backbone')?.outputs.model;
  const plan = compile(document, { registry, catalog });
  return {
    model: model?.type === 'model' ? model : undefined,
    problems: (id: string) => inferred.get(id)?.problems.map(({ code }) => code),
    steps: plan.steps,
    key: plan.steps.find(({ op }) => op === 'embed' || op === 'fit')?.key,
  };
}

const NOTHING_FROZEN = { policy: 'none' };

describe('the networks of a Backbone', () => {
  const params = defaultParams(backboneKind.params) as never;
  const options = backboneKind.options?.('backbone' as never, { inputs: {}, params, catalog } as never) ?? [];

  it('are pretrained ones first, then architectures without weights', () => {
    const values = options.map(({ value }) => value);
    expect(values.slice(0, 2)).toEqual(['', 'mobilenet-v3-coco']);
    expect(values.indexOf('resnet50')).toBeGreaterThan(values.indexOf('inception-v3'));
    expect(options.find(({ value }) => value === 'resnet50')?.label).toBe('ResNet-50 · untrained');
  });

  it('can all be chosen', () => {
    for (const { value } of options) expect(backbone({ backbone: value }).problems('backbone')).toEqual([]);
  });
});

it('leaves bare architectures to the Backbone: the Advisor has nothing to judge of them', () => {
  const advisor = registry.get('advisor');
  const options = advisor?.options?.('backbones', { inputs: {}, params: {}, catalog } as never) ?? [];
  expect(options.map(({ value }) => value)).toContain('mobilenet-v2');
  expect(options.map(({ value }) => value)).not.toContain('resnet50');
});

describe('random weights', () => {
  it('are no knowledge: frozen ones are warned of, and batch norm learns its statistics', () => {
    const { model, problems } = backbone({ weights: 'random', seed: 5 });
    expect(model).toMatchObject({ pretrained: false, licence: '', expression: { seed: 5 } });
    expect(problems('freeze')).toContain('freeze/random-features');
    expect(backbone({}).problems('freeze')).not.toContain('freeze/random-features');
    const fit = backbone({ weights: 'random' }, NOTHING_FROZEN).steps.find(({ op }) => op === 'fit');
    expect(fit?.params).toMatchObject({ model: { batchNorm: 'batch', body: { seed: 1 } } });
  });

  it('are all that an architecture without weights has', () => {
    const { model, problems } = backbone({ backbone: 'resnet18' }, NOTHING_FROZEN);
    expect(problems('backbone')).toEqual([]);
    expect(model).toMatchObject({ label: 'ResNet-18, untrained', pretrained: false, features: 512 });
    expect(model?.blocks.at(-1)?.name).toBe('layer4.1');
  });

  it('change content keys by their seed; pretrained weights have none', () => {
    const changes: Record<string, Json>[] = [{}, { weights: 'random' }, { weights: 'random', seed: 2 }];
    const keys = changes.map((params) => backbone(params).key);
    expect(new Set(keys).size).toBe(3);
    expect(backbone({ seed: 2 }).key).toBe(keys[0]);
    expect(backbone({ backbone: 'mobilenet-v3-coco' }).key).toBe(keys[0]);
    expect(JSON.stringify(backbone({}).steps)).not.toContain('"weights":"random"');
  });
});

describe('a model of the user’s own', () => {
  const own = { ...tinyNet, id: 'own-1', label: 'Mine', origin: 'mine.safetensors' };
  const withOwn = catalogWith(new Map(), new Map([[own.id, own]]));

  it('is chosen with the name to know it by, and without a cut or size of the network before', () => {
    const before = { backbone: '', cut: 'block_13_expand_relu', inputSize: '224', also: ['Conv1_relu'] };
    const chosen = withParam(backboneKind, before, 'backbone', own.id, withOwn);
    expect(chosen).toEqual({
      backbone: 'own-1',
      cut: '',
      inputSize: '',
      also: [],
      known: 'Mine (mine.safetensors)',
    });
    const fits = withParam(
      backboneKind,
      { ...before, cut: 'b1', inputSize: '64' },
      'backbone',
      own.id,
      withOwn,
    );
    expect(fits).toMatchObject({ cut: 'b1', inputSize: '64' });
    expect(withParam(backboneKind, chosen, 'backbone', '', withOwn).known).toBe('');
    expect(withParam(backboneKind, chosen, 'pooling', 'max', withOwn)).toEqual({ ...chosen, pooling: 'max' });
  });

  it('that is not on this machine is named, and what to do about it', () => {
    const document = transfer({
      backbone: { kind: 'backbone', params: { backbone: 'own-2', known: 'Mine (mine.safetensors)' } },
    });
    const [problem] = inferGraph(document, registry, withOwn).get('backbone')?.problems ?? [];
    expect(problem).toMatchObject({
      code: 'backbone/missing',
      param: 'backbone',
      message: 'The model "Mine (mine.safetensors)" is not on this machine.',
    });
    expect(problem?.hint).toContain('Load them again');
    const [unknown] =
      inferGraph(
        transfer({ backbone: { kind: 'backbone', params: { backbone: 'own-2' } } }),
        registry,
        withOwn,
      ).get('backbone')?.problems ?? [];
    expect(unknown?.message).toBe('The model "own-2" is not on this machine.');
  });

  it('bears the same content keys whatever it is called', () => {
    const keys = (known: string) =>
      compile(
        transfer({
          data: { kind: 'dataset', params: { source: 'digits' } },
          backbone: { kind: 'backbone', params: { backbone: own.id, known } },
        }),
        { registry, catalog: withOwn },
      ).steps.map(({ key }) => key);
    expect(keys('Mine')).toEqual(keys('Yours'));
    expect(keys('Mine').length).toBeGreaterThan(2);
  });
});
