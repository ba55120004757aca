import { describe, expect, it } from 'vitest';
import { registry } from '../../nodes/registry';
import { applyBackbone, applyData, applySeed, applySetting, parseAssignment } from '../../src/cli/options';
import { catalogWith } from '../../src/plan/shipped/catalog';
import { transfer } from '../plan/graphs';
import { tinyNet } from '../plan/sample-catalog';

const paramsOf = (document: ReturnType<typeof transfer>, id: string) =>
  document.nodes.find((node) => node.id === id)?.params;

describe('--set', () => {
  it('takes numbers, booleans, lists and text', () => {
    const settings = [
      'backbone.inputSize=160',
      'train.epochs=3',
      'head.type=mlp',
      'split.bySource=true',
      'data.classes=["a=b","c"]',
    ];
    const document = settings.reduce(
      (current, setting) => applySetting(current, registry, setting),
      transfer(),
    );
    expect(paramsOf(document, 'backbone')).toEqual({ inputSize: '160' });
    expect(paramsOf(document, 'train')).toEqual({ epochs: 3 });
    expect(paramsOf(document, 'head')).toEqual({ type: 'mlp' });
    expect(paramsOf(document, 'split')).toEqual({ bySource: true });
    expect(paramsOf(document, 'data')).toEqual({ classes: ['a=b', 'c'] });
  });

  it.each([
    ['epochs=3', 'expected NODE.PARAM=VALUE'],
    ['trane.epochs=3', 'no node "trane". It has: data, split'],
    ['train.epoch=3', 'no parameter "epoch". It has: epochs'],
  ])('refuses %s and lists what there is', (setting, message) => {
    expect(() => applySetting(transfer(), registry, setting)).toThrow(message);
  });
});

describe('--seed', () => {
  it('reaches every node that draws at random, and no other', () => {
    const document = applySeed(transfer(), registry, 7);
    expect(paramsOf(document, 'split')).toEqual({ seed: 7 });
    expect(paramsOf(document, 'train')).toEqual({ seed: 7 });
    expect(paramsOf(document, 'head')).toEqual({});
  });
});

describe('--data', () => {
  it('splits at the first equals sign', () => {
    const parse = (text: string) => parseAssignment('--data', text, 'FOLDER_OR_ZIP');
    expect(parse('data=/photos/a=b')).toEqual({ nodeId: 'data', value: '/photos/a=b' });
    for (const wrong of ['/photos', '=/photos', 'data=']) {
      expect(() => parse(wrong)).toThrow(`--data ${wrong}: expected NODE=FOLDER_OR_ZIP`);
    }
  });

  it('points a dataset node at the images', () => {
    const document = applyData(transfer(), registry, 'data', { id: 'user@1', name: 'photos' });
    expect(paramsOf(document, 'data')).toEqual({ source: 'files', files: { id: 'user@1', name: 'photos' } });
    expect(() => applyData(transfer(), registry, 'train', { id: '', name: '' })).toThrow('takes no images');
  });
});

describe('--backbone', () => {
  it('changes the network, and forgets the cut and size of the one before', () => {
    const catalog = catalogWith(
      new Map(),
      new Map([['own-1', { ...tinyNet, id: 'own-1', label: 'Mine', origin: 'mine.safetensors' }]]),
    );
    const before = applySetting(transfer(), registry, 'backbone.cut=some/layer');
    const document = applyBackbone(before, registry, 'backbone', 'own-1', catalog);
    expect(paramsOf(document, 'backbone')).toMatchObject({
      backbone: 'own-1',
      cut: '',
      inputSize: '',
      known: 'Mine (mine.safetensors)',
    });
    const shipped = applyBackbone(document, registry, 'backbone', 'mobilenet-v2', catalog);
    expect(paramsOf(shipped, 'backbone')).toMatchObject({ backbone: 'mobilenet-v2', known: '' });
    const apply = () => applyBackbone(transfer(), registry, 'train', 'own-1', catalog);
    expect(apply).toThrow('takes no backbone');
  });
});
