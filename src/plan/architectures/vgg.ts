import { networkBuilder } from './builder';
import { CLASSIFIER, INPUT, type NetworkSpec } from './network';
import { type ArchitectureOptions, IMAGENET_CLASSES, scaledBy } from './options';

const CHANNELS = [64, 128, 256, 512, 512];
const DENSE_UNITS = 4096;

/** 3×3 convolutions in each of the five stages; the number of the name counts them and three dense layers. */
const CONVOLUTIONS = {
  vgg11: [1, 1, 2, 2, 2],
  vgg13: [2, 2, 2, 2, 2],
  vgg16: [2, 2, 3, 3, 3],
  vgg19: [2, 2, 4, 4, 4],
} as const;

export type VggDepth = keyof typeof CONVOLUTIONS;

/**
 * VGG (Simonyan & Zisserman 2015, arXiv:1409.1556), with or without batch norm, as torchvision's
 * `vgg.py`. Each convolution is a block, the last of a stage with the pooling behind it; the dense
 * layers are the blocks `fc 6`, `fc 7` and `logits`.
 */
export function vgg(depth: VggDepth, batchNorm: boolean, options: ArchitectureOptions = {}): NetworkSpec {
  const { classes = IMAGENET_CLASSES, width } = options;
  const scaled = scaledBy(width);
  const b = networkBuilder();
  let at = INPUT;
  let index = 0;
  const next = () => `features.${index++}`;
  CONVOLUTIONS[depth].forEach((count, stage) => {
    for (let i = 1; i <= count; i++) {
      at = b.conv(next(), at, scaled(CHANNELS[stage] ?? 0), 3, { padding: 1, bias: true });
      if (batchNorm) at = b.norm(next(), at);
      at = b.activation(next(), at, 'relu');
      const isLast = i === count;
      if (isLast) at = b.maxPool(next(), at, 2, { stride: 2 });
      b.block(at, `conv ${stage + 1}_${i}${isLast ? ' · pool' : ''}`, `stage ${stage + 1}`);
    }
  });
  at = b.adaptivePool('avgpool', at, 7);
  at = b.linear('classifier.0', at, scaled(DENSE_UNITS));
  at = b.block(b.activation('classifier.1', at, 'relu'), 'fc 6', CLASSIFIER);
  at = b.dropout('classifier.2', at, 0.5);
  at = b.linear('classifier.3', at, scaled(DENSE_UNITS));
  at = b.block(b.activation('classifier.4', at, 'relu'), 'fc 7', CLASSIFIER);
  at = b.dropout('classifier.5', at, 0.5);
  b.block(b.linear('classifier.6', at, classes), 'logits', CLASSIFIER);
  return b.build({ convolutions: 'kaiming', linear: 0.01 });
}
