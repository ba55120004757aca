import type { Preprocessing } from '../catalog';
import { channelStatistics } from '../preprocessing';
import { googlenet } from './googlenet';
import { inceptionV3 } from './inception';
import { mobileNetV2 } from './mobilenet-v2';
import { mobileNetV3 } from './mobilenet-v3';
import { CLASSIFIER, type NetworkSpec } from './network';
import type { ArchitectureOptions } from './options';
import { resnet } from './resnet';
import { vgg } from './vgg';

/** A published network, from its paper to a `NetworkSpec`. */
export interface Architecture {
  /** torchvision's name for it. */
  readonly id: string;
  readonly label: string;
  readonly family: string;
  readonly paper: string;
  /** Side in pixels that it was made for. */
  readonly defaultInputSize: number;
  /** Smallest side that leaves something at the end. */
  readonly minInputSize: number;
  /** What torchvision's weights for ImageNet were trained on. */
  readonly preprocessing: Preprocessing;
  build(options?: ArchitectureOptions): NetworkSpec;
}

/** Mean and standard deviation of ImageNet's pixels, as fractions of white. */
const IMAGENET = channelStatistics([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]);
/** torchvision gives ImageNet's statistics and then undoes them inside of these (`transform_input`). */
const CENTRED = channelStatistics([0.5, 0.5, 0.5], [0.5, 0.5, 0.5]);

const common = { defaultInputSize: 224, preprocessing: IMAGENET };

const VGG = {
  ...common,
  family: 'VGG',
  paper: 'Simonyan & Zisserman 2015, arXiv:1409.1556',
  minInputSize: 32,
};
const RESNET = { ...common, family: 'ResNet', paper: 'He et al. 2016, arXiv:1512.03385', minInputSize: 1 };

const vggs = (['vgg11', 'vgg13', 'vgg16', 'vgg19'] as const).flatMap((depth) =>
  [false, true].map(
    (batchNorm): Architecture => ({
      ...VGG,
      id: batchNorm ? `${depth}_bn` : depth,
      label: `VGG-${depth.slice(3)}${batchNorm ? ' with batch norm' : ''}`,
      build: (options) => vgg(depth, batchNorm, options),
    }),
  ),
);

const resnets = (['resnet18', 'resnet34', 'resnet50', 'resnet101', 'resnet152'] as const).map(
  (depth): Architecture => ({
    ...RESNET,
    id: depth,
    label: `ResNet-${depth.slice(6)}`,
    build: (options) => resnet(depth, options),
  }),
);

const inceptions: readonly Architecture[] = [
  {
    id: 'inception_v3',
    label: 'Inception v3',
    family: 'Inception',
    paper: 'Szegedy et al. 2016, arXiv:1512.00567',
    defaultInputSize: 299,
    minInputSize: 75,
    preprocessing: CENTRED,
    build: inceptionV3,
  },
  {
    id: 'googlenet',
    label: 'GoogLeNet',
    family: 'Inception',
    paper: 'Szegedy et al. 2015, arXiv:1409.4842',
    defaultInputSize: 224,
    minInputSize: 15,
    preprocessing: CENTRED,
    build: googlenet,
  },
];

const MOBILE_NET = { ...common, family: 'MobileNet', minInputSize: 1 };
const V3_PAPER = 'Howard et al. 2019, arXiv:1905.02244';

const mobileNets: readonly Architecture[] = [
  {
    ...MOBILE_NET,
    id: 'mobilenet_v2',
    label: 'MobileNetV2',
    paper: 'Sandler et al. 2018, arXiv:1801.04381',
    build: mobileNetV2,
  },
  {
    ...MOBILE_NET,
    id: 'mobilenet_v3_large',
    label: 'MobileNetV3-Large',
    paper: V3_PAPER,
    build: (options) => mobileNetV3('mobilenet_v3_large', options),
  },
  {
    ...MOBILE_NET,
    id: 'mobilenet_v3_small',
    label: 'MobileNetV3-Small',
    paper: V3_PAPER,
    build: (options) => mobileNetV3('mobilenet_v3_small', options),
  },
];

/** Every architecture that Graft builds, by family and size. */
export const architectures: readonly Architecture[] = [...vggs, ...resnets, ...inceptions, ...mobileNets];

export const architectureOf = (id: string): Architecture | undefined =>
  architectures.find((architecture) => architecture.id === id);

/** The last block that is not part of the classifier. */
export function lastFeatures({ blocks }: NetworkSpec): string {
  return blocks.filter(({ stage }) => stage !== CLASSIFIER).at(-1)?.name ?? '';
}
