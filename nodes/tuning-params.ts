import type { BlockInfo } from '../src/plan/catalog';
import type { ModelValue, Tuning } from '../src/plan/expressions';
import type { OwnProblem } from '../src/plan/kind';
import { choice, number } from '../src/plan/params';
import { tunedIn } from '../src/plan/tuning';

/** What is tuned in the blocks that train: parameters of Freeze, what they mean, and what they do not go with. */

export const TUNING_HELP = `
**What is tuned.** A block need not train as a whole. With few labels, fewer trained weights mean less to overfit, and results that are small to keep; with many, training all weights usually wins.

- **All weights**: fine-tuning as it is usually meant.
- **Biases only** (*BitFit*, Ben Zaken et al. 2022): moves each feature's threshold and leaves what it looks for alone. The biases of convolutions and dense layers count, and the shifts (β) of batch norms.
- **Batch norm only** (Frankle et al. 2021): scales and shifts each channel: turns features up, down or off.
- **LoRA** (Hu et al. 2022): adds to each kernel a product of two thin matrices, W + alpha/rank · A·B. Depthwise kernels, which are small already, stay as they are. After training the product is added into the kernel: predicting costs nothing more.
- **Adapters** (Houlsby et al. 2019, Rebuffi et al. 2018): a small bottleneck behind each block learns a correction. It stays part of the network.

LoRA and adapters start at zero: before training, the network is exactly the pretrained one. All of these stand, and often need, a higher *Backbone rate* than full fine-tuning: start at 1.
`.trim();

type Tune = 'all' | Tuning['what'];

/** The part of Freeze's parameters that is about tuning. */
export interface TuningParams {
  readonly policy: string;
  readonly tune: Tune;
  readonly rank: number;
  readonly alpha: number;
  readonly bottleneck: number;
}

const trains = ({ policy }: TuningParams): boolean => policy !== 'all';
const tunes = (tune: Tune) => (params: TuningParams) => trains(params) && params.tune === tune;

export const tuningParams = {
  tune: choice({
    label: 'Tune',
    help: 'Which weights of the trained blocks learn.',
    default: 'all',
    // A choice that does not go with freezing everything stays in sight, to be mended.
    visible: (params) => trains(params) || params.tune !== 'all',
    options: [
      { value: 'all', label: 'All weights' },
      { value: 'bias', label: 'Biases only', help: 'BitFit' },
      { value: 'norm', label: 'Batch norm only', help: 'Scales and shifts' },
      { value: 'lora', label: 'LoRA', help: 'Low-rank updates of kernels' },
      { value: 'adapters', label: 'Adapters', help: 'A bottleneck behind each block' },
    ],
  }),
  rank: number({
    label: 'Rank',
    help: 'Columns of A and rows of B: how rich the update of a kernel can be. 4 to 16 is usual. A kernel too small for it takes the largest rank that still saves parameters.',
    default: 8,
    min: 1,
    max: 256,
    step: 1,
    integer: true,
    visible: tunes('lora'),
    presets: [
      { value: 2, label: '2' },
      { value: 4, label: '4' },
      { value: 8, label: '8' },
      { value: 16, label: '16' },
    ],
  }),
  alpha: number({
    label: 'Alpha',
    help: 'The update counts alpha/rank times. Like a learning rate of its own: once or twice the rank is usual.',
    default: 16,
    min: 0.1,
    max: 1024,
    step: 1,
    visible: tunes('lora'),
  }),
  bottleneck: number({
    label: 'Bottleneck',
    help: 'Channels in the middle of each adapter: 1×1 convolution down to so many, ReLU, and up again.',
    default: 16,
    min: 1,
    max: 1024,
    step: 1,
    integer: true,
    visible: tunes('adapters'),
    presets: [
      { value: 4, label: '4' },
      { value: 8, label: '8' },
      { value: 16, label: '16' },
      { value: 32, label: '32' },
    ],
  }),
};

/** `undefined` where all weights of the blocks that train learn, or no block does. */
export function tuningOf(params: TuningParams, trained: readonly BlockInfo[]): Tuning | undefined {
  if (trained.length === 0) return undefined;
  switch (params.tune) {
    case 'all':
      return undefined;
    case 'bias':
    case 'norm':
      return { what: params.tune };
    case 'lora':
      return { what: 'lora', rank: params.rank, alpha: params.alpha };
    case 'adapters':
      return { what: 'adapters', width: params.bottleneck };
  }
}

const NAMES: Readonly<Record<Tuning['what'], string>> = {
  bias: 'Biases only',
  norm: 'Batch norm only',
  lora: 'LoRA',
  adapters: 'Adapters',
};

/** What tuning does not go with. `trained` are the blocks that train. */
export function tuningProblems(
  params: TuningParams,
  { label, pretrained }: Pick<ModelValue, 'label' | 'pretrained'>,
  trained: readonly BlockInfo[],
): OwnProblem[] {
  if (params.tune === 'all') return [];
  if (trained.length === 0) return [nothingTrains(NAMES[params.tune])];
  if (!pretrained) return [randomKernels(NAMES[params.tune])];
  const tuning = tuningOf(params, trained);
  if (tuning?.what !== 'adapters' && trained.some(({ tunable }) => !tunable)) return [unknown(label)];
  return trained.some((block) => tunedIn(block, tuning) > 0) ? [] : [nothingToTune(label, params.tune)];
}

const nothingTrains = (name: string): OwnProblem => ({
  code: 'freeze/nothing-trains',
  severity: 'error',
  param: 'tune',
  message: `${name} is chosen, but all of the backbone is frozen: no block is left to tune.`,
  hint: 'Set Freeze to “Nothing” or “All but the last blocks”: all but what is tuned stays as it is anyway. Or set Tune to “All weights” for feature extraction.',
});

const randomKernels = (name: string): OwnProblem => ({
  code: 'freeze/random-kernels',
  severity: 'warning',
  param: 'tune',
  message: `${name} leaves the kernels as they are, and these are random: the network will learn little.`,
  hint: 'Tune all weights of a network that starts from scratch.',
});

const unknown = (label: string): OwnProblem => ({
  code: 'freeze/tune-unknown',
  severity: 'error',
  param: 'tune',
  message: `It is not known which weights of ${label} are biases, norms or kernels.`,
  hint: 'Tune all weights, or use adapters: they fit behind any block.',
});

const MISSING: Readonly<Record<Exclude<Tuning['what'], 'adapters'>, { what: string; hint: string }>> = {
  bias: {
    what: 'biases',
    hint: 'Train more blocks, or tune something else.',
  },
  norm: {
    what: 'batch norms',
    hint: 'They were folded into the convolutions when the network was exported, so what they did is part of the biases now: tune those, or use LoRA.',
  },
  lora: {
    what: 'dense layers or convolutions large enough for a low-rank update',
    hint: 'Train more blocks, or tune all weights.',
  },
};

const nothingToTune = (label: string, tune: Tune): OwnProblem => {
  const { what, hint } = MISSING[tune === 'norm' || tune === 'lora' ? tune : 'bias'];
  return {
    code: 'freeze/nothing-to-tune',
    severity: 'error',
    param: 'tune',
    message: `The blocks of ${label} that train have no ${what}.`,
    hint,
  };
};
