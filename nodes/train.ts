import { totals } from '../src/plan/describe-data';
import { countBlocks, countHead } from '../src/plan/describe-model';
import type { DataValue, FitOptions, ModelValue } from '../src/plan/expressions';
import { compactFact, countFact } from '../src/plan/facts';
import { defineKind, type OwnProblem } from '../src/plan/kind';
import { boolean, choice, number, seed } from '../src/plan/params';

const OPTIMIZER = 'Optimizer';
const SCHEDULE = 'Learning rate';
const REGULARIZATION = 'Regularization';

export const trainKind = defineKind({
  kind: 'train',
  version: 1,
  label: 'Train',
  category: 'training',
  summary: 'Fits the trainable layers to the training part',
  keywords: ['fit', 'optimizer', 'learning rate', 'epochs', 'adam', 'sgd', 'early stopping', 'fine-tune'],
  target: true,
  help: `
**Training** shows the network batches of images, measures the *loss* (how improbable it thought the right classes) and moves each trainable weight a little against the loss's gradient. One pass over all training images is an *epoch*.

**Watch both curves.** Training and validation fall together: it learns. Training falls while validation rises: it **overfits**, it learns by heart. Then augment more, use dropout or L2, or train fewer layers. *Early stopping* keeps the weights of the best epoch.

**The learning rate** matters most. Too high: the loss jumps or becomes NaN. Too low: nothing happens. A new head stands much (0.001 to 0.01 with Adam). A pretrained backbone needs a gentle rate, or its knowledge is washed out: set *Backbone rate* to a tenth or less.
`,
  inputs: {
    data: { type: 'data', label: 'Data', help: 'Trains on the training part; watches the validation part.' },
    model: { type: 'model', label: 'Model', help: 'A network with a head.' },
  },
  outputs: {
    trained: { type: 'trained', label: 'Trained', help: 'The network with the weights of the best epoch.' },
  },
  params: {
    epochs: number({
      label: 'Epochs',
      help: 'Passes over the training images.',
      default: 20,
      min: 1,
      max: 1000,
      step: 1,
      integer: true,
    }),
    batchSize: number({
      label: 'Batch size',
      help: 'Images per step. Larger is steadier and needs more memory.',
      default: 32,
      min: 1,
      max: 1024,
      step: 1,
      integer: true,
      presets: [
        { value: 8, label: '8' },
        { value: 16, label: '16' },
        { value: 32, label: '32' },
        { value: 64, label: '64' },
        { value: 128, label: '128' },
      ],
    }),
    optimizer: choice({
      label: 'Optimizer',
      help: 'How gradients become steps. Adam works nearly everywhere; SGD with momentum often generalises best when tuned; AdamW is Adam with proper weight decay.',
      default: 'adam',
      section: OPTIMIZER,
      options: [
        { value: 'sgd', label: 'SGD with momentum' },
        { value: 'adam', label: 'Adam' },
        { value: 'adamw', label: 'AdamW' },
      ],
    }),
    momentum: number({
      label: 'Momentum',
      help: 'How much of the last step is kept. 0.9 is standard.',
      default: 0.9,
      min: 0,
      max: 0.999,
      step: 0.01,
      scale: 'slider',
      section: OPTIMIZER,
      visible: (params) => params.optimizer === 'sgd',
    }),
    weightDecay: number({
      label: 'Weight decay',
      help: 'Shrinks kernels a little at each step, apart from the gradient (Loshchilov & Hutter 2019).',
      default: 0.01,
      min: 0,
      max: 1,
      step: 0.001,
      section: OPTIMIZER,
      visible: (params) => params.optimizer === 'adamw',
    }),
    learningRate: number({
      label: 'Learning rate',
      help: 'Size of a step, for the head. The parameter to tune first.',
      default: 0.003,
      min: 0.000001,
      max: 10_000_000,
      step: 0.0001,
      scale: 'log',
      sliderRange: [0.00001, 1],
      section: SCHEDULE,
      presets: [
        { value: 0.0001, label: '1e-4' },
        { value: 0.001, label: '1e-3' },
        { value: 0.01, label: '1e-2' },
        { value: 0.1, label: '0.1' },
      ],
    }),
    backboneRate: number({
      label: 'Backbone rate',
      help: 'The rate of the backbone’s trained blocks as a multiple of the head’s. A tenth or less protects what it knows. Without effect when everything is frozen.',
      default: 0.1,
      min: 0,
      max: 1,
      step: 0.01,
      scale: 'slider',
      section: SCHEDULE,
    }),
    schedule: choice({
      label: 'Schedule',
      help: 'How the rate changes over the epochs.',
      default: 'cosine',
      section: SCHEDULE,
      options: [
        { value: 'constant', label: 'Constant' },
        { value: 'cosine', label: 'Cosine to zero', help: 'Loshchilov & Hutter 2017' },
        { value: 'plateau', label: 'Reduce on plateau', help: 'When the validation loss stops falling' },
      ],
    }),
    warmupEpochs: number({
      label: 'Warm-up',
      help: 'The rate rises from zero during these epochs (Goyal et al. 2017). Helps large rates and fine-tuning.',
      default: 0,
      min: 0,
      max: 100,
      step: 0.5,
      unit: 'epochs',
      section: SCHEDULE,
    }),
    labelSmoothing: number({
      label: 'Label smoothing',
      help: 'Asks for a little less than certainty (Szegedy et al. 2016). Often better calibrated.',
      default: 0,
      min: 0,
      max: 0.5,
      step: 0.01,
      scale: 'slider',
      section: REGULARIZATION,
    }),
    classWeights: boolean({
      label: 'Balance classes',
      help: 'Rare classes count more, by the inverse of their frequency.',
      default: false,
      section: REGULARIZATION,
    }),
    patience: number({
      label: 'Early stopping',
      help: 'Stop after this many epochs without a better validation loss; 0 never stops early. The best epoch’s weights are kept either way.',
      default: 0,
      min: 0,
      max: 100,
      step: 1,
      integer: true,
      unit: 'epochs',
      section: REGULARIZATION,
    }),
    seed: seed('Of the head’s first weights, the order of images and dropout.'),
  },
  infer: ({ inputs: { data, model }, params }) => {
    const head = model.head;
    if (!head) return { outputs: {}, problems: [noHead] };
    if (data.modality !== model.input.modality) {
      return { outputs: {}, problems: [otherModality(data, model)] };
    }
    const options: FitOptions = { ...params, seed: params.seed };
    const counts = totals(data);
    const body = countBlocks(model.blocks.slice(model.frozenBlocks)).trainable;
    const headParams = countHead(head, model.features, data.classes.length).trainable;
    const problems: OwnProblem[] = [];
    if (counts.val === 0) problems.push(noValidation);
    if (params.warmupEpochs >= params.epochs) problems.push(allWarmup(params.epochs));
    if (params.batchSize > counts.train) problems.push(largeBatch(params.batchSize, counts.train));
    return {
      outputs: {
        trained: {
          type: 'trained',
          expression: { op: 'fit', data: data.expression, model: model.expression, options },
          model,
          classes: data.classes,
          data,
        },
      },
      facts: [
        compactFact('Trainable', body + headParams),
        countFact('Steps per epoch', Math.ceil(counts.train / params.batchSize)),
      ],
      problems,
    };
  },
});

const noHead: OwnProblem = {
  code: 'train/no-head',
  severity: 'error',
  port: 'model',
  message: 'The network has no head, so it cannot tell your classes apart.',
  hint: 'Put a Head node between the backbone and Train.',
};

const otherModality = (data: DataValue, model: ModelValue): OwnProblem => ({
  code: 'train/modality',
  severity: 'error',
  port: 'data',
  message: `The network takes ${model.input.modality} data.`,
  expected: model.input.modality,
  received: data.modality,
  hint: 'Choose a backbone for this kind of data.',
});

const noValidation: OwnProblem = {
  code: 'train/no-validation',
  severity: 'warning',
  port: 'data',
  message: 'There is no validation part, so overfitting will not show and the last epoch is kept.',
  hint: 'Put a Split node between the dataset and Train.',
};

const allWarmup = (epochs: number): OwnProblem => ({
  code: 'train/all-warmup',
  severity: 'warning',
  param: 'warmupEpochs',
  message: 'The warm-up is as long as the training, so the full learning rate is never reached.',
  expected: `fewer than ${epochs} epochs`,
});

const largeBatch = (batchSize: number, train: number): OwnProblem => ({
  code: 'train/large-batch',
  severity: 'info',
  param: 'batchSize',
  message: `A batch of ${batchSize} holds all ${train} training images: one step an epoch.`,
});
