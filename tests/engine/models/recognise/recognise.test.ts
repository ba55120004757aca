import { describe, expect, it } from 'vitest';
import { fitsWhole, recognise, reportOf } from '../../../../src/engine/models/recognise/recognise';
import type { FoundTensor } from '../../../../src/engine/models/recognise/state-dict';
import { architectureOf, architectures } from '../../../../src/plan/architectures/index';
import { parametersOf } from '../../../../src/plan/architectures/parameters';
import { timmMobileNet } from './timm-mobilenet';

const tensorsOf = (id: string, options: { classes?: number; width?: number } = {}): readonly FoundTensor[] =>
  parametersOf(architectureOf(id)?.build(options) ?? fail(id));
const fail = (id: string): never => {
  throw new Error(`There is no "${id}".`);
};
const renamed = (tensors: readonly FoundTensor[], rename: (name: string) => string): FoundTensor[] =>
  tensors.map(({ name, shape }) => ({ name: rename(name), shape }));

/** Which tensor becomes which weight. */
const pairs = (found: readonly FoundTensor[]) =>
  new Map(recognise(found)?.match.fitting.map(({ parameter, tensor }) => [tensor.name, parameter.name]));

describe('every architecture', () => {
  it.each(architectures.map(({ id }) => id))('%s is recognised, with its own number of classes', (id) => {
    for (const classes of [1000, 7]) {
      const recognised = recognise(tensorsOf(id, { classes }));
      expect(recognised?.architecture.id).toBe(id);
      expect(recognised && fitsWhole(recognised)).toBe(true);
      expect(recognised?.match.network.layers.at(-1)).toMatchObject({ units: classes });
    }
  });

  it.each([
    'resnet18',
    'vgg11_bn',
    'inception_v3',
    'mobilenet_v2',
    'mobilenet_v3_large',
    'mobilenet_v3_small',
  ])('%s is recognised at another width', (id) => {
    for (const width of [0.35, 0.5, 0.75, 1.4]) {
      const recognised = recognise(tensorsOf(id, { width }));
      expect(recognised?.architecture.id, String(width)).toBe(id);
      expect(recognised && fitsWhole(recognised), String(width)).toBe(true);
    }
  });
});

describe('names', () => {
  const resnet = tensorsOf('resnet18');

  it('may have those of frameworks before them', () => {
    for (const roof of ['module.', 'model.', 'backbone.', 'module.model.', '_orig_mod.']) {
      const recognised = recognise(renamed(resnet, (name) => roof + name));
      expect(recognised && fitsWhole(recognised), roof).toBe(true);
    }
  });

  it('under another roof are unexpected, and named as the file names them', () => {
    const found = [...renamed(resnet, (name) => `backbone.${name}`), { name: 'neck.weight', shape: [3] }];
    expect(recognise(found)?.match.unexpected).toEqual([{ name: 'neck.weight', shape: [3] }]);
  });

  it('that only count or only helped in training are no obstacle', () => {
    const found = [
      ...tensorsOf('inception_v3'),
      { name: 'Mixed_5b.branch1x1.bn.num_batches_tracked', shape: [] },
      { name: 'AuxLogits.fc.weight', shape: [1000, 768] },
    ];
    const recognised = recognise(found);
    expect(recognised && fitsWhole(recognised)).toBe(true);
    expect(recognised?.auxiliary.map(({ name }) => name)).toEqual(['AuxLogits.fc.weight']);
  });

  it('of timm for VGG differ in the dense layers, which it writes as convolutions', () => {
    const timm: Readonly<Record<string, [string, number[]]>> = {
      'classifier.0.weight': ['pre_logits.fc1.weight', [4096, 512, 7, 7]],
      'classifier.0.bias': ['pre_logits.fc1.bias', [4096]],
      'classifier.3.weight': ['pre_logits.fc2.weight', [4096, 4096, 1, 1]],
      'classifier.3.bias': ['pre_logits.fc2.bias', [4096]],
      'classifier.6.weight': ['head.fc.weight', [1000, 4096]],
      'classifier.6.bias': ['head.fc.bias', [1000]],
    };
    const found = tensorsOf('vgg16_bn').map(({ name, shape }): FoundTensor => {
      const [other, itsShape] = timm[name] ?? [name, shape];
      return { name: other, shape: itsShape };
    });
    const recognised = recognise(found);
    expect(recognised?.architecture.id).toBe('vgg16_bn');
    expect(recognised && fitsWhole(recognised)).toBe(true);
  });

  it.each([
    ['mobilenetv2', 'mobilenet_v2'],
    ['mobilenetv3_large', 'mobilenet_v3_large'],
    ['mobilenetv3_small', 'mobilenet_v3_small'],
  ] as const)('of timm for %s are those of %s, one by one', (timm, id) => {
    // Both libraries list a network's weights in the order in which it uses them.
    const ours = tensorsOf(id);
    const found = timmMobileNet(timm, 100);
    expect(found).toHaveLength(ours.length);
    const recognised = recognise(found);
    expect(recognised?.architecture.id).toBe(id);
    expect(pairs(found)).toEqual(new Map(found.map(({ name }, i) => [name, ours[i]?.name])));
    const norm = recognised?.match.network.layers.find(({ op }) => op === 'norm');
    expect(norm).toMatchObject({ epsilon: 1e-5 });
  });

  // Parameters in millions as timm's table of results states them.
  it.each([
    ['mobilenetv2', 50, 'mobilenet_v2', 1.97],
    ['mobilenetv2', 140, 'mobilenet_v2', 6.11],
    ['mobilenetv3_large', 75, 'mobilenet_v3_large', 3.99],
    ['mobilenetv3_large', 100, 'mobilenet_v3_large', 5.48],
    ['mobilenetv3_small', 50, 'mobilenet_v3_small', 1.59],
    ['mobilenetv3_small', 75, 'mobilenet_v3_small', 2.04],
    ['mobilenetv3_small', 100, 'mobilenet_v3_small', 2.54],
  ] as const)('of timm for %s at a width of %i %% fit %s whole', (timm, width, id, millions) => {
    const found = timmMobileNet(timm, width);
    const learned = found.filter(({ name }) => !/running_/.test(name));
    const parameters = learned.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
    expect(parameters / 1e6).toBeCloseTo(millions, 2);
    const recognised = recognise(found);
    expect(recognised?.architecture.id).toBe(id);
    expect(recognised && reportOf(recognised)).toMatchObject({ missing: [], unexpected: [], misshapen: [] });
  });
});

describe('what does not fit', () => {
  const resnet = tensorsOf('resnet18');

  it('is listed exactly, with shapes', () => {
    const found = resnet
      .filter(({ name }) => name !== 'layer3.0.conv1.weight')
      .map((tensor) => (tensor.name === 'layer4.1.bn2.bias' ? { ...tensor, shape: [7] } : tensor));
    const recognised = recognise([...found, { name: 'extra.weight', shape: [2, 2] }]);
    if (!recognised) throw new Error('Nothing was recognised.');
    const report = reportOf(recognised);
    expect(report).toMatchObject({
      architecture: 'resnet18',
      label: 'ResNet-18',
      missing: [{ name: 'layer3.0.conv1.weight', expected: [256, 128, 3, 3] }],
      unexpected: [{ name: 'extra.weight', found: [2, 2] }],
      misshapen: [{ name: 'layer4.1.bn2.bias', expected: [512], found: [7] }],
      wholeUpTo: 'layer2.1',
    });
    expect(report.fitting.tensors).toBe(resnet.length - 2);
    expect(report.others).not.toContain('resnet18');
  });

  it('may be the classifier alone: then the network ends before it', () => {
    const recognised = recognise(resnet.filter(({ name }) => !name.startsWith('fc.')));
    expect(recognised && fitsWhole(recognised)).toBe(true);
    expect(recognised?.lacksClassifier).toBe(true);
    expect(recognised?.match.network.layers.at(-1)?.name).toBe('layer4.1');
  });

  it('may be everything', () => {
    expect(recognise([{ name: 'transformer.wte.weight', shape: [50257, 768] }])).toBeUndefined();
  });

  it('can be asked for against an architecture that the user names', () => {
    expect(recognise(resnet, 'resnet34')?.architecture.id).toBe('resnet34');
  });
});
