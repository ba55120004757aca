import { totals } from '../src/plan/describe-data';
import { countHead } from '../src/plan/describe-model';
import type { DataValue, FitOptions, ModelValue } from '../src/plan/expressions';
import { compactFact, countFact } from '../src/plan/facts';
import { defineKind } from '../src/plan/kind';
import { number, seed } from '../src/plan/params';
import { tunedParams } from '../src/plan/tuning';
import { hasKnowledgeToKeep, learningProblem } from './learning-problems';
import {
  backboneRateParam,
  batchSizeParam,
  learningRateParam,
  optimizerParams,
  regularizationParams,
  scheduleParams,
} from './train-params';
import { type TrainParams, trainingProblems } from './train-problems';

export const trainKind = defineKind({
  kind: 'train',
  version: 2,
  label: 'Train',
  category: 'training',
  summary: 'Fits the trainable layers to the training part',
  keywords: [
    'fit',
    'optimizer',
    'learning rate',
    'epochs',
    'adam',
    'sgd',
    'early stopping',
    'fine-tune',
    'linear probe',
    'lp-ft',
  ],
  target: true,
  help: `
**Training** shows the network batches of images, measures the *loss* (how improbable it thought the right classes) and moves each trainable weight a little against the loss's gradient. One pass over all training images is an *epoch*.

**Watch both curves.** Training and validation fall together: it learns. Training falls while validation rises: it **overfits**, it learns by heart. Then augment more, use dropout or L2, or train fewer layers. *Early stopping* keeps the weights of the best epoch.

**The learning rate** matters most. Too high: the loss jumps or becomes NaN. Too low: nothing happens. A new head stands much (0.001 to 0.01 with Adam). A pretrained backbone needs a gentle rate, or its knowledge is washed out: set *Backbone rate* to a tenth or less.

**Fine-tuning gently.** Under *Advanced*: *Rate per block* lets early blocks move less, *Gradual unfreezing* lets the head settle first, *Hold to the start* pulls weights back to what was pretrained. Each is for the case that fine-tuning makes the network worse than the frozen one.

**Linear probing, then fine-tuning.** *Probe first* trains the head alone before the backbone moves. Fine-tuning from a random head bends good features to fit bad answers, which costs accuracy above all on images unlike the training ones (Kumar et al. 2022); from a head that fits, little has to bend. The marker in the curves shows where fine-tuning begins.

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
    const body = tunedParams(model);
    const headParams = countHead(head, model.features, data.classes.length).trainable;
    const problems = trainingProblems(params, model, counts);
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
function fitOptions(
  { probeEpochs, probeRate, ...params }: TrainParams,
  model: ModelValue,
  data: DataValue,
): FitOptions {
  const gentle = hasKnowledgeToKeep(model);
  const probes = gentle && probeEpochs > 0;
  return {
    ...params,
    ...(probes && { probe: { epochs: probeEpochs, learningRate: probeRate } }),
    momentum: params.optimizer === 'sgd' ? params.momentum : 0,
    weightDecay: params.optimizer === 'adam' ? 0 : params.weightDecay,
    backboneRate: gentle ? params.backboneRate : 1,
    layerDecay: gentle ? params.layerDecay : 1,
    unfreezeEvery: gentle ? params.unfreezeEvery : 0,
    l2sp: gentle && !model.tuning ? params.l2sp : 0,
    views: (probes || model.frozenBlocks > 0) && data.views > 1 ? params.views : 'turn',
  };
}

/**
 * Version 1 multiplied the weight decay of AdamW by the learning rate, as PyTorch does, and SGD had none.
 */
function decoupledDecay(params: Record<string, unknown>): Record<string, unknown> {
  const rate = typeof params.learningRate === 'number' ? params.learningRate : 0.003;
  const decay = typeof params.weightDecay === 'number' ? params.weightDecay : 0.01;
  const weightDecay = params.optimizer === 'sgd' ? 0 : Math.min(1, rate * decay);
  return { ...params, weightDecay };
}
