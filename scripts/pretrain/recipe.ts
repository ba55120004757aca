import { inceptionMini, MINI_SIDE, resnetMini, vggMini } from '../../src/plan/architectures/minis.ts';
import type { NetworkSpec } from '../../src/plan/architectures/network.ts';
import type { Preprocessing } from '../../src/plan/catalog.ts';
import type { AugmentTransforms, FitOptions } from '../../src/plan/expressions.ts';
import { SOURCE_CLASSES } from './source-data.ts';

export interface Mini {
  readonly id: string;
  readonly label: string;
  readonly family: string;
  readonly network: NetworkSpec;
}

const CLASSES = SOURCE_CLASSES.length;

export const MINIS: readonly Mini[] = [
  { id: 'resnet-mini', label: 'ResNet-mini', family: 'ResNet', network: resnetMini(CLASSES) },
  { id: 'vgg-mini', label: 'VGG-mini', family: 'VGG', network: vggMini(CLASSES) },
  { id: 'inception-mini', label: 'Inception-mini', family: 'Inception', network: inceptionMini(CLASSES) },
];

export const SIDE = MINI_SIDE;

/** Values in [-1, 1]. */
export const PREPROCESSING: Preprocessing = { scale: 1 / 127.5, offset: -1 };

/** Nothing is mirrored: half of the classes are letters. */
export const TRANSFORMS: AugmentTransforms = {
  flipHorizontal: false,
  flipVertical: false,
  rotate: 12,
  translate: 0.08,
  zoom: 0.15,
  brightness: 0.15,
  contrast: 0.2,
  hue: 0,
  saturation: 0.3,
  cutout: 0,
  noise: 0,
  mixup: 0,
  cutmix: 0,
};

export const SEED = 1;

/** A linear head on the mean of the last map; label smoothing keeps features from serving these classes alone. */
export const HEAD = { hidden: [], dropout: 0, batchNorm: false, l2: 0 } as const;

export const fitOptions = (epochs: number): FitOptions => ({
  optimizer: 'adamw',
  momentum: 0,
  weightDecay: 0.0002,
  clipNorm: 0,
  learningRate: 0.003,
  backboneRate: 1,
  layerDecay: 1,
  unfreezeEvery: 0,
  schedule: 'cosine',
  warmupEpochs: 1,
  epochs,
  batchSize: 32,
  views: 'turn',
  labelSmoothing: 0.1,
  classWeights: false,
  l2sp: 0,
  averageDecay: 0,
  patience: 0,
  seed: SEED,
});
