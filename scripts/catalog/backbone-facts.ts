import type { BackboneInfo } from '../../src/plan/catalog.ts';

/** What a person has to know or decide about a backbone; everything else is measured. */
export interface BackboneFacts
  extends Omit<BackboneInfo, 'blocks' | 'weights' | 'inputSizes' | 'defaultInputSize' | 'defaultCut'> {
  readonly inputSizes: readonly number[];
  readonly defaultInputSize: number;
  readonly defaultCut: string;
  /** The label of a node that may end a block, or `undefined` for all others. */
  readonly blockLabel: (node: string) => string | undefined;
}

const V3 = 'tower_0/MobilenetV3/';

function mobileNetV3Label(node: string): string | undefined {
  if (node === `${V3}Conv/hard_swish/mul_1`) return 'stem';
  if (node === 'tower_0/extern1/hard_swish/mul_1') return 'last convolution';
  const match =
    /^tower_0\/MobilenetV3\/expanded_conv(?:_(\d+))?\/(add|project\/BatchNorm\/FusedBatchNorm|expand\/(?:Relu|hard_swish\/mul_1))$/.exec(
      node,
    );
  if (!match) return undefined;
  const block = `block ${match[1] ?? '0'}`;
  return match[2]?.startsWith('expand/') ? `${block} · expand` : block;
}

function mobileNetV2Label(layer: string): string | undefined {
  if (layer === 'Conv1_relu') return 'stem';
  if (layer === 'out_relu') return 'last convolution';
  if (layer === 'expanded_conv_project_BN') return 'block 0';
  const match = /^block_(\d+)_(add|project_BN|expand_relu)$/.exec(layer);
  if (!match) return undefined;
  return match[2] === 'expand_relu' ? `block ${match[1]} · expand` : `block ${match[1]}`;
}

function inceptionLabel(layer: string): string | undefined {
  const stem = /^activation_([1-5])$/.exec(layer);
  if (stem) return `stem ${stem[1]}`;
  const mixed = /^mixed(\d+)$/.exec(layer);
  return mixed ? `mixed ${mixed[1]}` : undefined;
}

export const BACKBONE_FACTS: readonly BackboneFacts[] = [
  {
    id: 'mobilenet-v3-coco',
    label: 'MobileNetV3-Large · COCO',
    family: 'MobileNetV3',
    format: 'graph',
    sourceTask: 'Finding 80 kinds of everyday objects in photos (COCO, CenterNet detector)',
    licence: 'MIT (package @vladmandic/human)',
    origin: 'github.com/610265158/mobilenetv3_centernet, converted in @vladmandic/human',
    note: 'Small and fast. It learned to find objects of all sizes, so its features keep edges, parts and layout; cut at the expansion of block 12 or 10. The layers behind them are shaped by the detector and transfer worse.',
    preprocessing: { scale: 1, offset: 0 },
    inputSizes: [64, 96, 128, 160, 192, 224],
    defaultInputSize: 128,
    defaultCut: `${V3}expanded_conv_12/expand/hard_swish/mul_1`,
    blockLabel: mobileNetV3Label,
  },
  {
    id: 'mobilenet-v2',
    label: 'MobileNetV2 · ImageNet, content safety',
    family: 'MobileNetV2',
    format: 'layers',
    sourceTask:
      'Naming 1,000 kinds of objects (ImageNet) up to block 10; behind it, sorting images by content safety',
    licence: 'MIT (package nsfwjs)',
    origin: 'github.com/GantMan/nsfw_model, in the package nsfwjs',
    note: 'Its first blocks still hold what ImageNet taught; from block 11 on it was retrained to tell safe from unsafe images. Cut at the expansion of block 13 or earlier. Weights are stored in 8 bits.',
    preprocessing: { scale: 1 / 255, offset: 0 },
    inputSizes: [96, 128, 160, 192, 224],
    defaultInputSize: 128,
    defaultCut: 'block_13_expand_relu',
    blockLabel: mobileNetV2Label,
  },
  {
    id: 'inception-v3',
    label: 'Inception v3 · ImageNet, content safety',
    family: 'Inception v3',
    format: 'layers',
    sourceTask:
      'Naming 1,000 kinds of objects (ImageNet) up to mixed 5; behind it, sorting images by content safety',
    licence: 'MIT (package nsfwjs)',
    origin: 'github.com/GantMan/nsfw_model, in the package nsfwjs',
    note: 'Large and slow: about ten times the work of MobileNetV2 on the same image. Up to mixed 5 it holds what ImageNet taught; behind it, it was retrained to tell safe from unsafe images. Weights are stored in 8 bits.',
    preprocessing: { scale: 1 / 255, offset: 0 },
    inputSizes: [139, 224, 299],
    defaultInputSize: 139,
    defaultCut: 'mixed5',
    blockLabel: inceptionLabel,
  },
];
