import { describe, expect, it } from 'vitest';
import { backboneKind } from '../../nodes/backbone';
import { registry } from '../../nodes/registry';
import type { Json } from '../../src/graph/document';
import { compile } from '../../src/plan/compile';
import { inferGraph } from '../../src/plan/infer';
import { defaultParams } from '../../src/plan/read-params';
import { catalogWith } from '../../src/plan/shipped/catalog';
import { transfer } from '../plan/graphs';

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
