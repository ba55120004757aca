import { type NetworkBuilder, networkBuilder } from './builder';
import { CLASSIFIER, INPUT, type NetworkSpec } from './network';
import { type ArchitectureOptions, IMAGENET_CLASSES, roundedBy } from './options';

/** Expansion, channels, how many, stride of the first (table 2 of the paper). */
const STAGES = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
] as const;

const LAST_CHANNELS = 1280;

/**
 * MobileNetV2 (Sandler et al. 2018, arXiv:1801.04381) as torchvision's `mobilenetv2.py`. Each inverted
 * residual is a block; one without a shortcut may also be cut behind its expansion.
 */
export function mobileNetV2(options: ArchitectureOptions = {}): NetworkSpec {
  const { classes = IMAGENET_CLASSES, width = 1 } = options;
  const rounded = roundedBy(width);
  const b = networkBuilder();
  let channels = rounded(32);
  let at = convolve(b, 'features.0', INPUT, channels, { kernel: 3, stride: 2 });
  b.block(at, 'stem', 'stem');
  let index = 0;
  STAGES.forEach(([expansion, filters, count, firstStride], stage) => {
    for (let i = 0; i < count; i++) {
      index++;
      const shape = { channels, expansion, filters: rounded(filters), stride: i === 0 ? firstStride : 1 };
      at = invertedResidual(b, index, at, shape, `stage ${stage + 1}`);
      channels = shape.filters;
    }
  });
  index++;
  at = convolve(b, `features.${index}`, at, roundedBy(Math.max(1, width))(LAST_CHANNELS), { kernel: 1 });
  b.block(at, 'last convolution', 'last convolution');
  at = b.dropout('classifier.0', b.adaptivePool('avgpool', at, 1), 0.2);
  b.block(b.linear('classifier.1', at, classes), 'logits', CLASSIFIER);
  return b.build({ convolutions: 'kaiming', linear: 0.01 });
}

interface Convolution {
  readonly kernel: number;
  readonly stride?: number;
  readonly depthwise?: boolean;
}

/** torchvision's `Conv2dNormActivation` with ReLU6. */
function convolve(
  b: NetworkBuilder,
  name: string,
  from: string,
  filters: number,
  { kernel, stride = 1, depthwise = false }: Convolution,
): string {
  const padding = (kernel - 1) / 2;
  const at = b.conv(`${name}.0`, from, filters, kernel, { stride, padding, depthwise });
  return b.activation(`${name}.2`, b.norm(`${name}.1`, at), 'relu6');
}

interface InvertedResidual {
  readonly channels: number;
  readonly expansion: number;
  readonly filters: number;
  readonly stride: number;
}

function invertedResidual(
  b: NetworkBuilder,
  index: number,
  from: string,
  { channels, expansion, filters, stride }: InvertedResidual,
  stage: string,
): string {
  const name = `features.${index}`;
  const inner = channels * expansion;
  const isResidual = stride === 1 && channels === filters;
  let part = 0;
  const next = () => `${name}.conv.${part++}`;
  let at = from;
  if (expansion !== 1) {
    at = convolve(b, next(), at, inner, { kernel: 1 });
    if (!isResidual) b.block(at, `block ${index} · expand`, stage);
  }
  at = convolve(b, next(), at, inner, { kernel: 3, stride, depthwise: true });
  at = b.conv(next(), at, filters, 1);
  at = b.norm(next(), at);
  if (isResidual) at = b.join('add', name, [from, at]);
  return b.block(at, `block ${index}`, stage);
}
