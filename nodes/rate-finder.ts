import type { ModelValue, RangeTestOptions } from '../src/plan/expressions';
import { countFact } from '../src/plan/facts';
import { defineKind, type OwnProblem } from '../src/plan/kind';
import { number, seed } from '../src/plan/params';
import { hasKnowledgeToKeep, learningProblem } from './learning-problems';
import { backboneRateParam, batchSizeParam, optimizerParams } from './train-params';

const { optimizer, momentum } = optimizerParams;

export const rateFinderKind = defineKind({
  kind: 'rate-finder',
  version: 1,
  label: 'Rate finder',
  category: 'training',
  summary: 'Tries learning rates from tiny to huge and suggests one',
  keywords: ['learning rate', 'range test', 'lr finder', 'smith', 'tune', 'find'],
  target: true,
  help: `
**The range test** (Smith 2015) answers the first question of every training in seconds: how large may the learning rate be? It trains for some batches while the rate grows from tiny to huge, and draws the loss over the rate.

Read the curve from left to right: flat, where steps are too small to matter; falling, where the network learns; then rising or jumping, where steps overshoot. Choose a rate from the falling part, well before the turn. **A tenth of the rate at the lowest point** is a safe choice, and what is suggested here.

Wire the same data and the same model as to Train, and set the same optimizer and batch size: the right rate depends on all of them. The weights of the test are thrown away.
`,
  inputs: {
    data: { type: 'data', label: 'Data', help: 'The same as Train’s: the training part is used.' },
    model: { type: 'model', label: 'Model', help: 'The same as Train’s: a network with a head.' },
  },
  outputs: {},
  params: {
    lowestRate: number({
      label: 'Lowest rate',
      help: 'Of the first batch. Should be too small to do anything.',
      default: 0.00001,
      min: 1e-10,
      max: 1000,
      step: 0.00001,
      scale: 'log',
      sliderRange: [1e-8, 0.01],
    }),
    highestRate: number({
      label: 'Highest rate',
      help: 'Of the last batch. Should be too large to work: the test stops by itself when the loss falls apart.',
      default: 10,
      min: 1e-9,
      max: 10_000_000,
      step: 0.1,
      scale: 'log',
      sliderRange: [0.001, 1000],
    }),
    steps: number({
      label: 'Steps',
      help: 'Batches in the test. More give a smoother curve; about 100 is usual.',
      default: 100,
      min: 20,
      max: 2000,
      step: 1,
      integer: true,
      presets: [
        { value: 50, label: '50' },
        { value: 100, label: '100' },
        { value: 200, label: '200' },
      ],
    }),
    batchSize: batchSizeParam,
    backboneRate: { ...backboneRateParam, section: undefined },
    optimizer,
    momentum,
    seed: seed('Of the head’s first weights, the order of images and dropout.'),
  },
  infer: ({ inputs: { data, model }, params }) => {
    const problem = learningProblem(data, model);
    if (problem) return { outputs: {}, problems: [problem] };
    if (params.lowestRate >= params.highestRate) return { outputs: {}, problems: [noRange(params)] };
    return {
      outputs: {},
      meaning: [
        {
          op: 'range-test',
          data: data.expression,
          model: model.expression,
          options: optionsOf(params, model),
        },
      ],
      facts: [
        countFact('Steps', params.steps),
        { label: 'Rates', value: `${scientific(params.lowestRate)} to ${scientific(params.highestRate)}` },
      ],
    };
  },
});

type Params = Omit<RangeTestOptions, 'weightDecay' | 'labelSmoothing' | 'classWeights'>;

/** What regularises is off: it acts over many epochs, and here only blurs the curve. */
const optionsOf = (params: Params, model: ModelValue): RangeTestOptions => ({
  ...params,
  momentum: params.optimizer === 'sgd' ? params.momentum : 0,
  backboneRate: hasKnowledgeToKeep(model) ? params.backboneRate : 1,
  weightDecay: 0,
  labelSmoothing: 0,
  classWeights: false,
});

/** `1e-5` and `10`: rates span decades. */
const scientific = (rate: number): string =>
  rate < 0.01 || rate >= 1000 ? rate.toExponential() : String(rate);

const noRange = ({ lowestRate, highestRate }: Params): OwnProblem => ({
  code: 'rate-finder/no-range',
  severity: 'error',
  param: 'highestRate',
  message: 'The highest rate is not above the lowest, so there is no range to test.',
  expected: `more than ${lowestRate}`,
  received: String(highestRate),
  hint: 'Leave some decades between the two, for example 0.00001 and 10.',
});
