import { type BasicConv, basicConv, INCEPTION_NORM } from './basic-conv';
import { type NetworkBuilder, networkBuilder } from './builder';
import { CLASSIFIER, INPUT, type NetworkSpec } from './network';
import { type ArchitectureOptions, IMAGENET_CLASSES, scaledBy } from './options';

type Mixed = (b: NetworkBuilder, conv: BasicConv, name: string, from: string) => string;

/** Odd kernels that keep the side. */
const WIDE_7 = [1, 7] as const;
const TALL_7 = [7, 1] as const;
const WIDE_3 = [1, 3] as const;
const TALL_3 = [3, 1] as const;
const ACROSS_3 = { padding: [0, 3] } as const;
const DOWN_3 = { padding: [3, 0] } as const;
const ACROSS_1 = { padding: [0, 1] } as const;
const DOWN_1 = { padding: [1, 0] } as const;

/**
 * Inception v3 (Szegedy et al. 2016, arXiv:1512.00567) as torchvision's `inception.py`, without the
 * auxiliary classifier. Each mixed module is a block.
 */
export function inceptionV3(options: ArchitectureOptions = {}): NetworkSpec {
  const { classes = IMAGENET_CLASSES, width } = options;
  const b = networkBuilder(INCEPTION_NORM);
  const conv = basicConv(b, scaledBy(width));
  let stems = 0;
  const stem = (name: string) => b.block(name, `stem ${++stems}`, 'stem');
  let at = stem(conv('Conv2d_1a_3x3', INPUT, 32, 3, { stride: 2 }));
  at = stem(conv('Conv2d_2a_3x3', at, 32, 3));
  at = conv('Conv2d_2b_3x3', at, 64, 3, { padding: 1 });
  at = stem(b.maxPool('maxpool1', at, 3, { stride: 2 }));
  at = stem(conv('Conv2d_3b_1x1', at, 80, 1));
  at = conv('Conv2d_4a_3x3', at, 192, 3);
  at = stem(b.maxPool('maxpool2', at, 3, { stride: 2 }));
  const modules: readonly (readonly [string, Mixed])[] = [
    ['5b', mixedA(32)],
    ['5c', mixedA(64)],
    ['5d', mixedA(64)],
    ['6a', mixedB],
    ['6b', mixedC(128)],
    ['6c', mixedC(160)],
    ['6d', mixedC(160)],
    ['6e', mixedC(192)],
    ['7a', mixedD],
    ['7b', mixedE],
    ['7c', mixedE],
  ];
  for (const [id, mixed] of modules) {
    at = b.block(mixed(b, conv, `Mixed_${id}`, at), `mixed ${id}`, `mixed ${id[0]}`);
  }
  at = b.dropout('dropout', b.adaptivePool('avgpool', at, 1), 0.5);
  b.block(b.linear('fc', at, classes), 'logits', CLASSIFIER);
  // torchvision truncates at ±2, which is twenty of these.
  return b.build({ convolutions: 0.1, linear: 0.1, uniformBias: true });
}

const averaged = (b: NetworkBuilder, name: string, from: string): string =>
  b.averagePool(`${name}.pool`, from, 3, { stride: 1, padding: 1 });

const mixedA =
  (poolFeatures: number): Mixed =>
  (b, conv, name, from) => {
    const five = conv(`${name}.branch5x5_1`, from, 48, 1);
    const double = conv(`${name}.branch3x3dbl_1`, from, 64, 1);
    const doubled = conv(`${name}.branch3x3dbl_2`, double, 96, 3, { padding: 1 });
    return b.join('concat', name, [
      conv(`${name}.branch1x1`, from, 64, 1),
      conv(`${name}.branch5x5_2`, five, 64, 5, { padding: 2 }),
      conv(`${name}.branch3x3dbl_3`, doubled, 96, 3, { padding: 1 }),
      conv(`${name}.branch_pool`, averaged(b, name, from), poolFeatures, 1),
    ]);
  };

/** Halves the side. */
const mixedB: Mixed = (b, conv, name, from) => {
  const double = conv(`${name}.branch3x3dbl_1`, from, 64, 1);
  const doubled = conv(`${name}.branch3x3dbl_2`, double, 96, 3, { padding: 1 });
  return b.join('concat', name, [
    conv(`${name}.branch3x3`, from, 384, 3, { stride: 2 }),
    conv(`${name}.branch3x3dbl_3`, doubled, 96, 3, { stride: 2 }),
    b.maxPool(`${name}.pool`, from, 3, { stride: 2 }),
  ]);
};

const mixedC =
  (inner: number): Mixed =>
  (b, conv, name, from) => {
    let seven = conv(`${name}.branch7x7_1`, from, inner, 1);
    seven = conv(`${name}.branch7x7_2`, seven, inner, WIDE_7, ACROSS_3);
    let double = conv(`${name}.branch7x7dbl_1`, from, inner, 1);
    double = conv(`${name}.branch7x7dbl_2`, double, inner, TALL_7, DOWN_3);
    double = conv(`${name}.branch7x7dbl_3`, double, inner, WIDE_7, ACROSS_3);
    double = conv(`${name}.branch7x7dbl_4`, double, inner, TALL_7, DOWN_3);
    return b.join('concat', name, [
      conv(`${name}.branch1x1`, from, 192, 1),
      conv(`${name}.branch7x7_3`, seven, 192, TALL_7, DOWN_3),
      conv(`${name}.branch7x7dbl_5`, double, 192, WIDE_7, ACROSS_3),
      conv(`${name}.branch_pool`, averaged(b, name, from), 192, 1),
    ]);
  };

/** Halves the side. */
const mixedD: Mixed = (b, conv, name, from) => {
  const three = conv(`${name}.branch3x3_1`, from, 192, 1);
  let seven = conv(`${name}.branch7x7x3_1`, from, 192, 1);
  seven = conv(`${name}.branch7x7x3_2`, seven, 192, WIDE_7, ACROSS_3);
  seven = conv(`${name}.branch7x7x3_3`, seven, 192, TALL_7, DOWN_3);
  return b.join('concat', name, [
    conv(`${name}.branch3x3_2`, three, 320, 3, { stride: 2 }),
    conv(`${name}.branch7x7x3_4`, seven, 192, 3, { stride: 2 }),
    b.maxPool(`${name}.pool`, from, 3, { stride: 2 }),
  ]);
};

const mixedE: Mixed = (b, conv, name, from) => {
  const three = conv(`${name}.branch3x3_1`, from, 384, 1);
  let double = conv(`${name}.branch3x3dbl_1`, from, 448, 1);
  double = conv(`${name}.branch3x3dbl_2`, double, 384, 3, { padding: 1 });
  return b.join('concat', name, [
    conv(`${name}.branch1x1`, from, 320, 1),
    conv(`${name}.branch3x3_2a`, three, 384, WIDE_3, ACROSS_1),
    conv(`${name}.branch3x3_2b`, three, 384, TALL_3, DOWN_1),
    conv(`${name}.branch3x3dbl_3a`, double, 384, WIDE_3, ACROSS_1),
    conv(`${name}.branch3x3dbl_3b`, double, 384, TALL_3, DOWN_1),
    conv(`${name}.branch_pool`, averaged(b, name, from), 192, 1),
  ]);
};
