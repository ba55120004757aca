import { describeData, totals } from '../src/plan/describe-data';
import type { DataExpression } from '../src/plan/expressions';
import { countFact } from '../src/plan/facts';
import { defineKind, type OwnProblem } from '../src/plan/kind';
import { boolean, number, seed } from '../src/plan/params';

export const augmentKind = defineKind({
  kind: 'augment',
  version: 1,
  label: 'Augment',
  category: 'data',
  summary: 'Random variations of the training images',
  keywords: [
    'flip',
    'rotate',
    'zoom',
    'mixup',
    'cutmix',
    'cutout',
    'noise',
    'augmentation',
    'regularization',
  ],
  help: `
**Augmentation** shows the network variations of each training image (flipped, turned, recoloured) under the same label. It teaches what does *not* matter for the class, and is the cheapest protection against overfitting when labels are few.

Choose variations that keep the label true: a mirrored cat is a cat, a mirrored "b" is a "d".

- **Cutout** (DeVries & Taylor 2017) blanks out a square, so that the network looks at the whole object.
- **Mixup** (Zhang et al. 2018) blends two images and their labels; **CutMix** (Yun et al. 2019) pastes a patch of one into the other.

Only training images are varied, never validation or test.

**Before a frozen backbone** each image is put through the network once for every *version*, and the results are reused in all epochs. More versions take longer once and vary more. When the first layers train too, every epoch draws new variations.
`,
  inputs: { data: { type: 'data', label: 'Data', help: 'Samples, split or not.' } },
  outputs: {
    data: { type: 'data', label: 'Augmented data', help: 'The same samples; training images are varied.' },
  },
  params: {
    flipHorizontal: boolean({
      label: 'Flip left–right',
      help: 'Mirrors half of the images. Wrong for letters, digits and anything where left and right matter.',
      default: true,
      section: 'Geometry',
    }),
    flipVertical: boolean({
      label: 'Flip upside down',
      help: 'Mirrors half of the images top to bottom. Good for microscopy and aerial pictures, rarely for photos.',
      default: false,
      section: 'Geometry',
    }),
    rotate: number({
      label: 'Rotate',
      help: 'Largest angle, either way.',
      default: 10,
      min: 0,
      max: 180,
      step: 1,
      unit: '°',
      scale: 'slider',
      section: 'Geometry',
    }),
    translate: strength('Shift', 'Largest shift, as a share of the side.', 0.05, 0.5, 'Geometry'),
    zoom: strength('Zoom', 'Largest change of scale, in or out.', 0.1, 0.8, 'Geometry'),
    brightness: strength('Brightness', 'Largest change of brightness.', 0.1, 1, 'Colour'),
    contrast: strength('Contrast', 'Largest change of contrast.', 0.1, 1, 'Colour'),
    hue: strength(
      'Hue',
      'Largest turn of the colour wheel. Leave at 0 where colour tells the class.',
      0,
      0.5,
      'Colour',
    ),
    saturation: strength('Saturation', 'Largest change of colourfulness.', 0, 1, 'Colour'),
    cutout: strength(
      'Cutout',
      'Side of the blanked-out square, as a share of the image.',
      0,
      0.8,
      'Occlusion and noise',
    ),
    noise: strength('Noise', 'Standard deviation of Gaussian noise.', 0, 0.5, 'Occlusion and noise'),
    mixup: strength('Mixup', 'α of Beta(α, α): 0.2 blends gently, 1 strongly.', 0, 1, 'Mixing images'),
    cutmix: strength(
      'CutMix',
      'α of Beta(α, α): how the patch’s size varies; 1 is the paper’s value.',
      0,
      1,
      'Mixing images',
    ),
    views: number({
      label: 'Versions per image',
      help: 'For a frozen backbone: how many versions of each training image are put through it, the original included. Epochs take them in turn.',
      default: 3,
      min: 1,
      max: 20,
      step: 1,
      integer: true,
      scale: 'slider',
      section: 'Versions',
    }),
    seed: seed('Which variations are drawn.'),
  },
  infer: ({ inputs, params, catalog }) => {
    if (alreadyAugmented(inputs.data.expression)) return { outputs: {}, problems: [augmentedTwice] };
    if (inputs.data.modality !== 'image')
      return { outputs: {}, problems: [imagesOnly(inputs.data.modality)] };
    const { views, seed, ...transforms } = params;
    const data = describeData(
      { op: 'augment', data: inputs.data.expression, transforms, views, seed },
      catalog,
    );
    if (!data) return { outputs: {} };
    const active = Object.values(transforms).filter((value) => value !== 0 && value !== false).length;
    return {
      outputs: { data },
      facts: [countFact('Transforms on', active), countFact('Training versions', totals(data).train * views)],
      problems: active === 0 && views > 1 ? [nothingOn] : [],
    };
  },
});

function strength(label: string, help: string, standard: number, max: number, section: string) {
  return number({ label, help, default: standard, min: 0, max, step: 0.01, scale: 'slider', section });
}

const alreadyAugmented = (expression: DataExpression): boolean =>
  expression.op === 'augment' || (expression.op === 'split' && alreadyAugmented(expression.data));

const augmentedTwice: OwnProblem = {
  code: 'augment/twice',
  severity: 'error',
  port: 'data',
  message: 'This data is augmented already.',
  hint: 'One Augment node holds all transforms: set them there and delete this node.',
};

const imagesOnly = (modality: string): OwnProblem => ({
  code: 'augment/modality',
  severity: 'error',
  port: 'data',
  message: 'These transforms are for images.',
  expected: 'image data',
  received: `${modality} data`,
});

const nothingOn: OwnProblem = {
  code: 'augment/nothing-on',
  severity: 'warning',
  param: 'views',
  message: 'All transforms are off, so every version is the same image.',
  hint: 'Switch a transform on, or set the versions to 1.',
};
