import type { BackboneInfo, Catalog, DatasetSummary } from '../../src/plan/catalog';

/** A small world to compile against, so that these tests depend on no shipped file. */
export const pets: DatasetSummary = {
  id: 'pets@1',
  name: 'Pets',
  modality: 'image',
  licence: 'CC0',
  classes: ['cat', 'dog', 'hamster'],
  domains: ['photo', 'drawing'],
  domainLabel: 'Style',
  hasSources: true,
  cells: [0, 1, 2].flatMap((label) => [
    { class: label, domain: 0, count: 40 },
    { class: label, domain: 1, count: 10 },
  ]),
  skipped: 0,
};

const block = (
  name: string,
  params: number,
  side: number,
  channels: number,
  kernel: readonly [number, number],
) => ({
  name,
  label: name,
  params,
  shape: [side, side, channels] as const,
  flops: params * side * side,
  activation: 3 * side * side * channels,
  kept: 2 * side * side * channels,
  stored: 2 * channels,
  folded: 1,
  tunable: { biases: channels, norms: 2 * channels, kernels: [kernel] },
});

export const tinyNet: BackboneInfo = {
  id: 'mobilenet-v3-coco',
  label: 'Tiny net',
  family: 'MobileNet',
  format: 'graph',
  weights: 'w1',
  sourceTask: 'things',
  licence: 'MIT',
  origin: 'a test',
  note: '',
  preprocessing: { scale: 1, offset: 0 },
  inputSizes: [32, 64],
  defaultInputSize: 32,
  defaultCut: 'b2',
  blocks: {
    32: [
      block('b1', 100, 16, 8, [27, 8]),
      block('b2', 200, 8, 16, [8, 16]),
      block('b3', 400, 4, 32, [16, 32]),
    ],
    64: [
      block('b1', 100, 32, 8, [27, 8]),
      block('b2', 200, 16, 16, [8, 16]),
      block('b3', 400, 8, 32, [16, 32]),
    ],
  },
};

export const catalog: Catalog = {
  dataset: (id) => (id === 'emoji' || id === pets.id ? pets : undefined),
  backbone: (id) => (id === tinyNet.id ? tinyNet : undefined),
  backbones: () => [tinyNet],
};
