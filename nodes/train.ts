import { totals } from '../src/plan/describe-data';
import { countBlocks, countHead } from '../src/plan/describe-model';
import type { DataValue, FitOptions, ModelValue } from '../src/plan/expressions';
import { compactFact, countFact } from '../src/plan/facts';
import { defineKind, type OwnProblem } from '../src/plan/kind';
import { number, seed } from '../src/plan/params';
import { hasKnowledgeToKeep, learningProblem } from './learning-problems';
import {
  backboneRateParam,
  batchSizeParam,
  learningRateParam,
  optimizerParams,
  regularizationParams,
  scheduleParams,
} from './train-params';

export const trainKind = defineKind({
  kind: 'train',
  version: 2,
  label: 'Train',
  category: 'training',
  summary: 'Fits the trainable layers to the training part',
  keywords: ['fit', 'optimizer', 'learning rate', 'epochs', 'adam', 'sgd', 'early stopping', 'fine-tune'],
  target: true,
  help: `
**Training** shows the network batches of images, measures the *loss* (how improbable it thought the right classes) and moves each trainable weight a little against the loss's gradient. One pass over all training images is an *epoch*.

**Watch both curves.** Training and validation fall together: it learns. Training falls while validation rises: it **overfits**, it learns by heart. Then augment more, use dropout or L2, or train fewer layers. *Early stopping* keeps the weights of the best epoch.

**The learning rate** matters most. Too high: the loss jumps or becomes NaN. Too low: nothing happens. A new head stands much (0.001 to 0.01 with Adam). A pretrained backbone needs a gentle rate, or its knowledge is washed out: set *Backbone rate* to a tenth or less.

**Fine-tuning gently.** Under *Advanced*: *Rate per block* lets early blocks move less, *Gradual unfreezing* lets the head settle first, *Hold to the start* pulls weights back to what was pretrained. Each is for the case that fine-tuning makes the network worse than the frozen one.

**When the loss explodes**, the run stops and the weights of the best epoch so far are kept. Lower the rate, add warm-up or clip gradients.
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
    batchSize: batchSizeParam,
    ...optimizerParams,
    learningRate: learningRateParam,
    backboneRate: backboneRateParam,
    ...scheduleParams,
    ...regularizationParams,
    seed: seed('Of the head’s first weights, the order of images and dropout.'),
  },
  infer: ({ inputs: { data, model }, params }) => {
    const problem = learningProblem(data, model);
    const head = model.head;
    if (problem || !head) return { outputs: {}, problems: problem ? [problem] : [] };
    const options = fitOptions(params, model, data);
    const counts = totals(data);
    const body = countBlocks(model.blocks.slice(model.frozenBlocks)).trainable;
    const headParams = countHead(head, model.features, data.classes.length).trainable;
    const problems: OwnProblem[] = [];
    if (counts.val === 0) problems.push(noValidation);
    if (params.warmupEpochs >= params.epochs) problems.push(allWarmup(params.epochs));
    problems.push(...idlePolicies(params, model), ...unfreezingProblems(options, model));
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
  migrations: { 1: decoupledDecay },
});

/**
 * What training depends on. A setting without effect here has one value whatever was chosen, so that
 * changing it does not train anew.
 */
function fitOptions(params: FitOptions, model: ModelValue, data: DataValue): FitOptions {
  const gentle = hasKnowledgeToKeep(model);
  return {
    ...params,
    momentum: params.optimizer === 'sgd' ? params.momentum : 0,
    weightDecay: params.optimizer === 'adam' ? 0 : params.weightDecay,
    backboneRate: gentle ? params.backboneRate : 1,
    layerDecay: gentle ? params.layerDecay : 1,
    unfreezeEvery: gentle ? params.unfreezeEvery : 0,
    l2sp: gentle ? params.l2sp : 0,
    views: model.frozenBlocks > 0 && data.views > 1 ? params.views : 'turn',
  };
}

/** Settings that protect pretrained blocks, where there are none that train. */
function idlePolicies(params: FitOptions, model: ModelValue): OwnProblem[] {
  if (hasKnowledgeToKeep(model)) return [];
  const why = model.pretrained ? 'the whole backbone is frozen' : 'the network starts from random weights';
  const set = [
    ['layerDecay', params.layerDecay < 1],
    ['unfreezeEvery', params.unfreezeEvery > 0],
    ['l2sp', params.l2sp > 0],
  ] as const;
  return set.flatMap(([param, isSet]) => (isSet ? [withoutEffect(param, why)] : []));
}

const withoutEffect = (param: string, why: string): OwnProblem => ({
  code: 'train/without-effect',
  severity: 'info',
  param,
  message: `This has no effect here: ${why}.`,
  hint: 'It protects pretrained blocks that train: unfreeze some in the Freeze node, or leave it off.',
});

function unfreezingProblems({ unfreezeEvery, epochs }: FitOptions, model: ModelValue): OwnProblem[] {
  const blocks = model.blocks.length - model.frozenBlocks;
  const reached = unfreezeEvery > 0 ? Math.floor((epochs - 1) / unfreezeEvery) : blocks;
  return reached < blocks ? [neverUnfrozen(reached, blocks, unfreezeEvery)] : [];
}

const neverUnfrozen = (reached: number, blocks: number, every: number): OwnProblem => ({
  code: 'train/never-unfrozen',
  severity: 'warning',
  param: 'unfreezeEvery',
  message: `The training ends before all blocks are unfrozen: ${reached} of ${blocks} ever train.`,
  expected: `at least ${blocks * every + 1} epochs, or fewer between two blocks`,
  hint: 'Train longer, unfreeze faster, or freeze the first blocks in the Freeze node.',
});

/**
 * Version 1 multiplied the weight decay of AdamW by the learning rate, as PyTorch does, and SGD had none.
 */
function decoupledDecay(params: Record<string, unknown>): Record<string, unknown> {
  const rate = typeof params.learningRate === 'number' ? params.learningRate : 0.003;
  const decay = typeof params.weightDecay === 'number' ? params.weightDecay : 0.01;
  const weightDecay = params.optimizer === 'sgd' ? 0 : Math.min(1, rate * decay);
  return { ...params, weightDecay };
}

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
