import { describe, expect, it } from 'vitest';
import { registry } from '../../nodes/registry';
import type { GraphNode, Json } from '../../src/graph/document';
import { inferGraph } from '../../src/plan/infer';
import { upgradeNode, upgradeNodes } from '../../src/plan/upgrade';
import { transfer } from '../plan/graphs';
import { catalog } from '../plan/sample-catalog';

type Params = Record<string, Json>;
const UNFROZEN = { policy: 'none' };

/** What training means in first-transfer's shape. */
function train(params: Params, freeze: Params = {}, version?: number) {
  const document = transfer({
    freeze: { kind: 'freeze', params: freeze },
    train: { kind: 'train', params, ...(version && { kindVersion: version }) },
  });
  const node = inferGraph(document, registry, catalog).get('train');
  const value = node?.outputs.trained;
  return {
    options: value?.type === 'trained' ? value.expression.options : undefined,
    problems: node?.problems.map(({ code, param }) => [code, param]),
  };
}

describe('weight decay of version 1, which was multiplied by the learning rate', () => {
  const decay = (params: Params) => train(params, UNFROZEN, 1).options?.weightDecay;

  it('decays as much as it did', () => {
    expect(decay({ optimizer: 'adamw', learningRate: 0.02, weightDecay: 0.1 })).toBeCloseTo(0.002, 12);
    expect(decay({ optimizer: 'adamw' })).toBeCloseTo(0.003 * 0.01, 12);
  });

  it('is off for SGD, which had none', () => {
    expect(decay({ optimizer: 'sgd', weightDecay: 0.1 })).toBe(0);
  });

  it('is brought up to date in the document, once, and nothing else is touched', () => {
    const old: GraphNode = {
      id: 'train',
      kind: 'train',
      kindVersion: 1,
      position: { x: 0, y: 0 },
      params: { optimizer: 'adamw', learningRate: 0.02, weightDecay: 0.1 },
    };
    const document = { nodes: [old, { ...old, id: 'head', kind: 'head', params: {} }] };
    const upgraded = upgradeNodes(document, registry);
    expect(upgraded.nodes[0]).toMatchObject({ kindVersion: 2, params: { weightDecay: 0.002 } });
    expect(upgraded.nodes[1]).toBe(document.nodes[1]);
    expect(upgradeNodes(upgraded, registry)).toBe(upgraded);
  });

  it('leaves nodes of unknown kinds and of the future alone', () => {
    const node: GraphNode = { id: 'a', kind: 'b', kindVersion: 9, position: { x: 0, y: 0 }, params: {} };
    expect(upgradeNode(node, undefined)).toBe(node);
    expect(upgradeNode(node, registry.get('train'))).toBe(node);
  });
});

describe('settings without effect', () => {
  it('do not train anew: they have one value whatever was chosen', () => {
    const gentle = { backboneRate: 0.5, layerDecay: 0.5, unfreezeEvery: 2, l2sp: 0.1, views: 'mixed' };
    expect(train({ ...gentle, momentum: 0.5, weightDecay: 0.1 }).options).toEqual(train({}).options);
    expect(train({ epochs: 30, ...gentle }, UNFROZEN).options).toMatchObject({ ...gentle, views: 'turn' });
  });

  it('leave no trace of probing where there is nothing to protect', () => {
    expect(train({ probeEpochs: 5, probeRate: 0.1 }).options).toEqual(train({}).options);
    expect(train({ probeRate: 0.1 }, UNFROZEN).options).toEqual(train({}, UNFROZEN).options);
    expect(train({ probeEpochs: 5 }).problems).toEqual([['train/without-effect', 'probeEpochs']]);
  });

  it('are named, where they are set', () => {
    expect(train({ unfreezeEvery: 2, l2sp: 0.1 }).problems).toEqual([
      ['train/without-effect', 'unfreezeEvery'],
      ['train/without-effect', 'l2sp'],
    ]);
    expect(train({}).problems).toEqual([]);
    expect(train({ unfreezeEvery: 2, l2sp: 0.1 }, UNFROZEN).problems).toEqual([]);
  });
});

it('warns of blocks that the training never reaches', () => {
  expect(train({ epochs: 4, unfreezeEvery: 2 }, UNFROZEN).problems).toEqual([
    ['train/never-unfrozen', 'unfreezeEvery'],
  ]);
  expect(train({ epochs: 5, unfreezeEvery: 2 }, UNFROZEN).problems).toEqual([]);
});

describe('probing first', () => {
  it('is part of what training depends on', () => {
    const { options, problems } = train({ probeEpochs: 5, probeRate: 0.02 }, UNFROZEN);
    expect(options?.probe).toEqual({ epochs: 5, learningRate: 0.02 });
    expect(options).not.toHaveProperty('probeEpochs');
    expect(problems).toEqual([]);
  });

  it('does not go with gradual unfreezing', () => {
    expect(train({ probeEpochs: 5, unfreezeEvery: 2 }, UNFROZEN).problems).toContainEqual([
      'train/probe-and-unfreezing',
      'probeEpochs',
    ]);
  });

  it('leaves no epoch for fine-tuning when it takes all', () => {
    const problems = [['train/only-probing', 'probeEpochs']];
    expect(train({ probeEpochs: 8, epochs: 8 }, UNFROZEN).problems).toEqual(problems);
    expect(train({ probeEpochs: 7, epochs: 8 }, UNFROZEN).problems).toEqual([]);
  });
});
