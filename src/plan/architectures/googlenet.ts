import { type BasicConv, basicConv, INCEPTION_NORM } from './basic-conv';
import { type NetworkBuilder, networkBuilder } from './builder';
import { CLASSIFIER, INPUT, type NetworkSpec } from './network';
import { type ArchitectureOptions, IMAGENET_CLASSES, scaledBy } from './options';

/** Filters of an inception module: 1×1; before 3×3, 3×3; before "5×5", "5×5"; behind the pooling. */
type Filters = readonly [number, number, number, number, number, number];

/** Each module's name, its filters, and the pooling window before it where there is one. */
const MODULES: readonly { readonly id: string; readonly filters: Filters; readonly pool?: number }[] = [
  { id: '3a', filters: [64, 96, 128, 16, 32, 32] },
  { id: '3b', filters: [128, 128, 192, 32, 96, 64] },
  { id: '4a', filters: [192, 96, 208, 16, 48, 64], pool: 3 },
  { id: '4b', filters: [160, 112, 224, 24, 64, 64] },
  { id: '4c', filters: [128, 128, 256, 24, 64, 64] },
  { id: '4d', filters: [112, 144, 288, 32, 64, 64] },
  { id: '4e', filters: [256, 160, 320, 32, 128, 128] },
  { id: '5a', filters: [256, 160, 320, 32, 128, 128], pool: 2 },
  { id: '5b', filters: [384, 192, 384, 48, 128, 128] },
];

/**
 * GoogLeNet (Szegedy et al. 2015, arXiv:1409.4842) as torchvision's `googlenet.py`: with batch norm, with
 * 3×3 where the paper has 5×5 convolutions, and here without the auxiliary classifiers.
 */
export function googlenet(options: ArchitectureOptions = {}): NetworkSpec {
  const { classes = IMAGENET_CLASSES, width } = options;
  const b = networkBuilder(INCEPTION_NORM);
  const conv = basicConv(b, scaledBy(width));
  const halved = (name: string, from: string, size: number) =>
    b.maxPool(name, from, size, { stride: 2, ceil: true });
  let at = conv('conv1', INPUT, 64, 7, { stride: 2, padding: 3 });
  at = b.block(halved('maxpool1', at, 3), 'stem 1', 'stem');
  at = b.block(conv('conv2', at, 64, 1), 'stem 2', 'stem');
  at = conv('conv3', at, 192, 3, { padding: 1 });
  at = b.block(halved('maxpool2', at, 3), 'stem 3', 'stem');
  for (const { id, filters, pool } of MODULES) {
    const stage = Number(id[0]);
    if (pool) at = halved(`maxpool${stage - 1}`, at, pool);
    at = b.block(inception(b, conv, `inception${id}`, at, filters), `inception ${id}`, `inception ${stage}`);
  }
  at = b.dropout('dropout', b.adaptivePool('avgpool', at, 1), 0.2);
  b.block(b.linear('fc', at, classes), 'logits', CLASSIFIER);
  // torchvision truncates at ±2, which is two hundred of these.
  return b.build({ convolutions: 0.01, linear: 0.01, uniformBias: true });
}

export function inception(
  b: NetworkBuilder,
  conv: BasicConv,
  name: string,
  from: string,
  [one, beforeThree, three, beforeFive, five, behindPool]: Filters,
): string {
  const pooled = b.maxPool(`${name}.branch4.0`, from, 3, { stride: 1, padding: 1, ceil: true });
  return b.join('concat', name, [
    conv(`${name}.branch1`, from, one, 1),
    conv(`${name}.branch2.1`, conv(`${name}.branch2.0`, from, beforeThree, 1), three, 3, { padding: 1 }),
    conv(`${name}.branch3.1`, conv(`${name}.branch3.0`, from, beforeFive, 1), five, 3, { padding: 1 }),
    conv(`${name}.branch4.1`, pooled, behindPool, 1),
  ]);
}
