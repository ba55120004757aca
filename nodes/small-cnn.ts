import { countBlocks, describeModel } from '../src/plan/describe-model';
import { compactFact } from '../src/plan/facts';
import { defineKind, type OwnProblem } from '../src/plan/kind';
import { boolean, choice, number, seed } from '../src/plan/params';
import { poolingParam } from '../src/plan/pooling-param';

export const smallCnnKind = defineKind({
  kind: 'small-cnn',
  version: 1,
  label: 'Small CNN',
  category: 'model',
  summary: 'A convolutional network from scratch: the baseline that transfer must beat',
  keywords: ['scratch', 'baseline', 'convolution', 'random weights', 'cnn'],
  help: `
A plain **convolutional network with random weights**. It knows nothing yet; all it will know comes from your labels.

It has two uses. As a **baseline**: transfer is worth its trouble only if it beats this on the same data. And as a **source**: train it on one task, then wire *Train* into *Trained model* and transfer its layers to the next one.

Each block is some 3×3 convolutions with ReLU, optionally batch norm, then 2×2 max pooling, which halves the side. Filters double from block to block.
`,
  inputs: {},
  outputs: { model: { type: 'model', label: 'Model', help: 'The network, with random weights.' } },
  params: {
    inputSize: number({
      label: 'Input size',
      help: 'Side of the square input. Small images train much faster.',
      default: 64,
      min: 16,
      max: 224,
      step: 4,
      integer: true,
      unit: 'px',
      presets: [
        { value: 28, label: '28' },
        { value: 48, label: '48' },
        { value: 64, label: '64' },
        { value: 96, label: '96' },
      ],
    }),
    colour: choice({
      label: 'Input',
      help: 'Grey images have one channel and train a little faster.',
      default: 'colour',
      options: [
        { value: 'colour', label: 'Colour' },
        { value: 'grey', label: 'Grey' },
      ],
    }),
    blocks: integer('Blocks', 'How often the side is halved. More blocks see larger patterns.', 3, 1, 5),
    convsPerBlock: integer('Convolutions per block', 'More make each block stronger and slower.', 1, 1, 3),
    filters: integer('Filters', 'Of the first block; they double from block to block.', 16, 4, 128),
    batchNorm: boolean({
      label: 'Batch norm',
      help: 'Normalises activations after each convolution (Ioffe & Szegedy 2015). Trains faster and more stably.',
      default: true,
    }),
    dropout: number({
      label: 'Dropout',
      help: 'Share of activations set to zero after each block in training, against overfitting.',
      default: 0,
      min: 0,
      max: 0.8,
      step: 0.05,
      scale: 'slider',
    }),
    pooling: poolingParam,
    seed: seed('Of the random initial weights.'),
  },
  infer: ({ params, catalog }) => {
    const { colour, ...spec } = params;
    const model = describeModel({ op: 'small-cnn', ...spec, channels: colour === 'grey' ? 1 : 3 }, catalog);
    const side = model?.blocks.at(-1)?.shape[0] ?? 0;
    if (!model || side < 1) return { outputs: {}, problems: [tooDeep(params.inputSize, params.blocks)] };
    return {
      outputs: { model },
      facts: [
        { label: 'Source', value: 'None: random weights' },
        compactFact('Parameters', countBlocks(model.blocks).params),
        compactFact('Features', model.features),
      ],
    };
  },
});

function integer(label: string, help: string, standard: number, min: number, max: number) {
  return number({ label, help, default: standard, min, max, step: 1, integer: true });
}

const tooDeep = (size: number, blocks: number): OwnProblem => ({
  code: 'small-cnn/too-deep',
  severity: 'error',
  param: 'blocks',
  message: 'Each block halves the side, and nothing is left of the image.',
  expected: `at most ${Math.floor(Math.log2(size))} blocks for ${size} px`,
  received: String(blocks),
  hint: 'Use fewer blocks or a larger input.',
});
