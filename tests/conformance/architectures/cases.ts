import { architectures } from '../../../src/plan/architectures/index';

/** A network, what goes in, and how batch norm behaves. */
export interface Case {
  readonly id: string;
  readonly width: number;
  readonly classes: number;
  readonly side: number;
  readonly images: number;
  readonly mode: 'stored' | 'batch';
  /** The gradients of Σ logits · fixed numbers too, and the running statistics behind the pass. */
  readonly gradients: boolean;
  /** Batch norm has the statistics of what reaches it, and the outputs are asked for in float64 as well. */
  readonly calibrated?: true;
}

/** Small enough for every test run: an eighth of the channels, Inception a sixteenth; odd sides show paddings. */
function small(id: string): Case {
  const inception = id === 'inception_v3';
  const mobile = id.startsWith('mobilenet');
  return {
    id,
    width: inception ? 1 / 16 : mobile ? 0.25 : 1 / 8,
    classes: 10,
    side: inception ? 75 : id.startsWith('vgg') ? 36 : 49,
    images: 2,
    mode: 'stored',
    gradients: ['vgg11_bn', 'resnet18', 'googlenet', 'mobilenet_v3_small'].includes(id),
  };
}

export const smallCases: readonly Case[] = architectures.map(({ id }) => small(id));

/** With the statistics of the batch, of more images: one of two is far from settled. */
export const batchCase: Case = { ...small('resnet18'), images: 6, mode: 'batch', gradients: true };

/**
 * As published, with one image of the size it was made for. Calibrated: drawn statistics let a signal die
 * away or blow up on its way through many blocks, where training would have kept its size, and then
 * float32's own rounding errors grow past what is to be told apart here.
 */
export const fullCases: readonly Case[] = architectures.map(({ id, defaultInputSize }) => ({
  id,
  width: 1,
  classes: 1000,
  side: defaultInputSize,
  images: 1,
  mode: 'stored',
  gradients: false,
  calibrated: true,
}));
