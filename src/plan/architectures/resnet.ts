import { type NetworkBuilder, networkBuilder } from './builder';
import { CLASSIFIER, INPUT, type NetworkSpec } from './network';
import { type ArchitectureOptions, IMAGENET_CLASSES, scaledBy } from './options';

const CHANNELS = [64, 128, 256, 512];

/** Residual blocks in each of the four stages. */
const BLOCKS = {
  resnet18: { kind: 'basic', counts: [2, 2, 2, 2] },
  resnet34: { kind: 'basic', counts: [3, 4, 6, 3] },
  resnet50: { kind: 'bottleneck', counts: [3, 4, 6, 3] },
  resnet101: { kind: 'bottleneck', counts: [3, 4, 23, 3] },
  resnet152: { kind: 'bottleneck', counts: [3, 8, 36, 3] },
} as const;

export type ResNetDepth = keyof typeof BLOCKS;

/** Output channels of a bottleneck as a multiple of its inner ones. */
const EXPANSION = { basic: 1, bottleneck: 4 } as const;

/**
 * ResNet (He et al. 2016, arXiv:1512.03385) as torchvision's `resnet.py`: bottlenecks have their stride
 * in the 3×3 convolution ("v1.5"). Each residual block is a block.
 */
export function resnet(depth: ResNetDepth, options: ArchitectureOptions = {}): NetworkSpec {
  const { classes = IMAGENET_CLASSES, width } = options;
  const { kind, counts } = BLOCKS[depth];
  const scaled = scaledBy(width);
  const b = networkBuilder();
  let at = b.conv('conv1', INPUT, scaled(64), 7, { stride: 2, padding: 3 });
  at = b.activation('relu', b.norm('bn1', at), 'relu');
  at = b.block(b.maxPool('maxpool', at, 3, { stride: 2, padding: 1 }), 'stem', 'stem');
  let channels = scaled(64);
  counts.forEach((count, stage) => {
    const planes = scaled(CHANNELS[stage] ?? 0);
    const output = planes * EXPANSION[kind];
    for (let i = 0; i < count; i++) {
      const stride = stage > 0 && i === 0 ? 2 : 1;
      const reshapes = stride !== 1 || channels !== output;
      at = residual(b, `layer${stage + 1}.${i}`, at, { kind, planes, output, stride, reshapes });
      b.block(at, `stage ${stage + 1} · block ${i + 1}`, `stage ${stage + 1}`);
      channels = output;
    }
  });
  b.block(b.linear('fc', b.adaptivePool('avgpool', at, 1), classes), 'logits', CLASSIFIER);
  return b.build({ convolutions: 'kaiming', linear: 'uniform' });
}

export interface Residual {
  readonly kind: keyof typeof EXPANSION;
  /** Inner channels. */
  readonly planes: number;
  readonly output: number;
  readonly stride: number;
  /** The shortcut is a 1×1 convolution. */
  readonly reshapes: boolean;
}

export function residual(b: NetworkBuilder, name: string, from: string, shape: Residual): string {
  const { kind, planes, output, stride, reshapes } = shape;
  const step = (number: number, at: string, filters: number, kernel: number, stride: number) =>
    b.norm(
      `${name}.bn${number}`,
      b.conv(`${name}.conv${number}`, at, filters, kernel, { stride, padding: (kernel - 1) / 2 }),
    );
  const relu = (number: number, at: string) => b.activation(`${name}.relu${number}`, at, 'relu');
  let at: string;
  if (kind === 'basic') {
    at = relu(1, step(1, from, planes, 3, stride));
    at = step(2, at, planes, 3, 1);
  } else {
    at = relu(1, step(1, from, planes, 1, 1));
    at = relu(2, step(2, at, planes, 3, stride));
    at = step(3, at, output, 1, 1);
  }
  const shortcut = reshapes
    ? b.norm(`${name}.downsample.1`, b.conv(`${name}.downsample.0`, from, output, 1, { stride }))
    : from;
  return b.activation(name, b.join('add', `${name}.add`, [at, shortcut]), 'relu');
}
