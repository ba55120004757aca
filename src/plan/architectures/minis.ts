import { basicConv, INCEPTION_NORM } from './basic-conv';
import type { NetworkBuilder } from './builder';
import { networkBuilder } from './builder';
import { inception } from './googlenet';
import { CLASSIFIER, INPUT, type NetworkSpec } from './network';
import { residual } from './resnet';

/**
 * Small members of three families for 48×48 pixels, of about twenty million operations an image: what makes
 * a family is kept (plain stacks, shortcuts, parallel branches), only depth and width are cut down.
 */
export const MINI_SIDE = 48;

/** Channels of each stage, one entry for each 3×3 convolution. */
const VGG_STAGES = [[12], [24], [48], [96, 96], [192]] as const;

/** Convolutions with batch norm and pooling between stages, as VGG (Simonyan & Zisserman 2015). */
export function vggMini(classes: number): NetworkSpec {
  const b = networkBuilder();
  let at = INPUT;
  let index = 0;
  const next = () => `features.${index++}`;
  VGG_STAGES.forEach((stage, s) => {
    stage.forEach((filters, i) => {
      at = b.norm(next(), b.conv(next(), at, filters, 3, { padding: 1 }));
      at = b.activation(next(), at, 'relu');
      // Nothing would be left to pool behind the last stage.
      const pools = i === stage.length - 1 && s < VGG_STAGES.length - 1;
      if (pools) at = b.maxPool(next(), at, 2, { stride: 2 });
      b.block(at, `conv ${s + 1}_${i + 1}${pools ? ' · pool' : ''}`, `stage ${s + 1}`);
    });
  });
  return classified(b, at, classes);
}

const RESNET_STAGES = [16, 32, 64, 128] as const;

/** One basic block a stage, as ResNet (He et al. 2016), with a 3×3 stem for small images. */
export function resnetMini(classes: number): NetworkSpec {
  const b = networkBuilder();
  let channels: number = RESNET_STAGES[0];
  let at = b.norm('bn1', b.conv('conv1', INPUT, channels, 3, { stride: 2, padding: 1 }));
  at = b.block(b.activation('relu', at, 'relu'), 'stem', 'stem');
  RESNET_STAGES.forEach((output, stage) => {
    const stride = stage > 0 ? 2 : 1;
    at = residual(b, `layer${stage + 1}.0`, at, {
      kind: 'basic',
      planes: output,
      output,
      stride,
      reshapes: stride !== 1 || channels !== output,
    });
    b.block(at, `stage ${stage + 1} · block 1`, `stage ${stage + 1}`);
    channels = output;
  });
  return classified(b, at, classes);
}

/** Filters as in GoogLeNet's table: 1×1; before 3×3, 3×3; before the second 3×3, it; behind the pooling. */
const INCEPTION_MODULES = [
  { id: '3a', filters: [16, 16, 32, 8, 8, 8] },
  { id: '4a', filters: [32, 32, 64, 8, 16, 16], pools: true },
  { id: '4b', filters: [32, 32, 64, 8, 16, 16] },
  { id: '5a', filters: [48, 48, 96, 16, 24, 24], pools: true },
  { id: '5b', filters: [64, 64, 128, 16, 32, 32] },
] as const;

/** Parallel branches, as GoogLeNet (Szegedy et al. 2015), with a smaller stem and half of its modules. */
export function inceptionMini(classes: number): NetworkSpec {
  const b = networkBuilder(INCEPTION_NORM);
  const conv = basicConv(b, (channels) => channels);
  let at = b.block(conv('conv1', INPUT, 16, 3, { stride: 2, padding: 1 }), 'stem 1', 'stem');
  at = conv('conv2', at, 32, 3, { padding: 1 });
  at = b.block(b.maxPool('maxpool1', at, 2, { stride: 2 }), 'stem 2', 'stem');
  for (const module of INCEPTION_MODULES) {
    const { id, filters } = module;
    const stage = Number(id[0]);
    if ('pools' in module) at = b.maxPool(`maxpool${stage - 2}`, at, 2, { stride: 2 });
    at = inception(b, conv, `inception${id}`, at, filters);
    b.block(at, `inception ${id}`, `inception ${stage}`);
  }
  return classified(b, at, classes);
}

function classified(b: NetworkBuilder, from: string, classes: number): NetworkSpec {
  b.block(b.linear('fc', b.adaptivePool('avgpool', from, 1), classes), 'logits', CLASSIFIER);
  return b.build({ convolutions: 'kaiming', linear: 'uniform' });
}
