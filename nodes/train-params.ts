import { boolean, choice, number } from '../src/plan/params';

/** The parameters of training, apart from its length and seed. */

const OPTIMIZER = 'Optimizer';
const SCHEDULE = 'Learning rate';
const REGULARIZATION = 'Regularization';

export const batchSizeParam = number({
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
});

export const optimizerParams = {
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
    help: 'The share by which kernels shrink at each step, apart from the gradient (Loshchilov & Hutter 2019). It follows the schedule but not the learning rate, so each can be tuned alone. A value for PyTorch’s AdamW, times its learning rate, means the same here.',
    default: 0.0001,
    min: 0,
    max: 1,
    step: 0.00001,
    scale: 'log',
    sliderRange: [0.000001, 0.01],
    section: OPTIMIZER,
    visible: (params) => params.optimizer !== 'adam',
  }),
  clipNorm: number({
    label: 'Clip gradients',
    help: 'Scales the gradient down when its length (of all weights together) exceeds this, so that one odd batch cannot wreck the weights (Pascanu et al. 2013). 0 is off; 1 is a usual limit.',
    default: 0,
    min: 0,
    max: 100,
    step: 0.1,
    section: OPTIMIZER,
    advanced: true,
    presets: [
      { value: 0, label: 'Off' },
      { value: 1, label: '1' },
      { value: 5, label: '5' },
    ],
  }),
};

export const learningRateParam = number({
  label: 'Learning rate',
  help: 'Size of a step, for the head. The parameter to tune first; a Rate finder node suggests one.',
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
});

export const backboneRateParam = number({
  label: 'Backbone rate',
  help: 'The rate of the backbone’s trained blocks as a multiple of the head’s. A tenth or less protects what it knows. Without effect when everything is frozen.',
  default: 0.1,
  min: 0,
  max: 1,
  step: 0.01,
  scale: 'slider',
  section: SCHEDULE,
});

export const scheduleParams = {
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
  probeEpochs: number({
    label: 'Probe first',
    help: 'Linear probing, then fine-tuning (LP-FT, Kumar et al. 2022): in so many of the epochs above the head learns alone, on the frozen backbone; then all unfrozen blocks learn with it. A new head’s first gradients are wild and would distort pretrained features; one that fits already asks for small changes only. These epochs are as fast as with a frozen backbone: each image passes through it once. 0 is off; a third to a half of all epochs is usual.',
    default: 0,
    min: 0,
    max: 1000,
    step: 1,
    integer: true,
    unit: 'epochs',
    section: SCHEDULE,
  }),
  probeRate: number({
    label: 'Probe rate',
    help: 'The head’s learning rate while it learns alone. A linear head stands 0.003 to 0.03 with Adam. It follows the schedule over the probing epochs; the learning rate above then starts its own.',
    default: 0.01,
    min: 0.000001,
    max: 10_000_000,
    step: 0.0001,
    scale: 'log',
    sliderRange: [0.00001, 1],
    section: SCHEDULE,
    visible: (params) => params.probeEpochs > 0,
    presets: [
      { value: 0.003, label: '3e-3' },
      { value: 0.01, label: '0.01' },
      { value: 0.03, label: '0.03' },
    ],
  }),
  layerDecay: number({
    label: 'Rate per block',
    help: 'Each block’s rate as a multiple of the next one’s, from the head down (ULMFiT, Howard & Ruder 2018, used 1/2.6 ≈ 0.38). First blocks see edges and colours, which every task needs, so they should move least. 1 gives all blocks the backbone rate.',
    default: 1,
    min: 0.05,
    max: 1,
    step: 0.01,
    scale: 'slider',
    section: SCHEDULE,
    advanced: true,
  }),
  unfreezeEvery: number({
    label: 'Gradual unfreezing',
    help: 'The head trains alone at first; after every so many epochs one more block joins, the last first (Howard & Ruder 2018). A new head’s first, wild gradients then do not reach the backbone. 0 trains all unfrozen blocks from the start.',
    default: 0,
    min: 0,
    max: 100,
    step: 1,
    integer: true,
    unit: 'epochs',
    section: SCHEDULE,
    advanced: true,
  }),
};

export const regularizationParams = {
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
  l2sp: number({
    label: 'Hold to the start',
    help: 'L2-SP: α in α/2·Σ(w − w⁰)² on the backbone’s kernels: pulls them towards the pretrained weights w⁰ instead of towards zero (Li et al. 2018), so that what it knows is kept where the data does not speak against it. 0 is off; 0.01 to 1 is usual.',
    default: 0,
    min: 0,
    max: 100,
    step: 0.001,
    scale: 'log',
    sliderRange: [0.001, 10],
    section: REGULARIZATION,
    advanced: true,
  }),
  averageDecay: number({
    label: 'Average of weights',
    help: 'Validates and keeps a moving average of the weights instead of the last ones (Polyak & Juditsky 1992): steadier with few images or a large rate. The value is the share of the old average kept at each step. 0 is off; 0.99 looks back about 100 steps.',
    default: 0,
    min: 0,
    max: 0.9999,
    step: 0.001,
    section: REGULARIZATION,
    advanced: true,
    presets: [
      { value: 0, label: 'Off' },
      { value: 0.9, label: '0.9' },
      { value: 0.99, label: '0.99' },
      { value: 0.999, label: '0.999' },
    ],
  }),
  views: choice({
    label: 'Versions in a batch',
    help: 'Where augmentation comes before a frozen backbone, each image has a fixed number of stored versions (set in Augment). In turn: an epoch shows all images in one version. Mixed: each image in a batch draws its own, so that no batch looks all alike.',
    default: 'turn',
    section: REGULARIZATION,
    advanced: true,
    options: [
      { value: 'turn', label: 'In turn' },
      { value: 'mixed', label: 'Mixed' },
    ],
  }),
};
