import { describeModel } from '../src/plan/describe-model';
import { compactFact } from '../src/plan/facts';
import { defineKind, type OwnProblem } from '../src/plan/kind';
import { boolean, choice, number } from '../src/plan/params';

export const headKind = defineKind({
  kind: 'head',
  version: 1,
  label: 'Head',
  category: 'model',
  summary: 'New layers that turn features into your classes',
  keywords: ['classifier', 'dense', 'linear', 'mlp', 'softmax', 'dropout', 'l2', 'linear probe'],
  help: `
The **head** is the only part that is always new. It turns the backbone's features into one score for each of your classes; how many there are follows from the data.

- **Linear**: one dense layer with softmax. On frozen features this is a *linear probe*, that is, logistic regression: hard to overfit, and a fair test of how good the features are.
- **MLP**: hidden layers between. It can combine features, and overfits sooner. **Dropout** (Srivastava et al. 2014) and **L2** hold it back.

Start linear. Change to an MLP when the training accuracy stays low.
`,
  inputs: { model: { type: 'model', label: 'Model', help: 'A backbone, frozen or not.' } },
  outputs: { model: { type: 'model', label: 'Model', help: 'The complete network, ready to train.' } },
  params: {
    type: choice({
      label: 'Type',
      help: 'Linear is the honest start; an MLP can do more with more data.',
      default: 'linear',
      options: [
        { value: 'linear', label: 'Linear' },
        { value: 'mlp', label: 'MLP (hidden layers)' },
      ],
    }),
    units: number({
      label: 'Hidden units',
      help: 'Of each hidden layer.',
      default: 128,
      min: 2,
      max: 4096,
      step: 1,
      integer: true,
      visible: isMlp,
      presets: [
        { value: 32, label: '32' },
        { value: 64, label: '64' },
        { value: 128, label: '128' },
        { value: 256, label: '256' },
      ],
    }),
    layers: number({
      label: 'Hidden layers',
      help: 'One is nearly always enough.',
      default: 1,
      min: 1,
      max: 4,
      step: 1,
      integer: true,
      visible: isMlp,
    }),
    batchNorm: boolean({
      label: 'Batch norm',
      help: 'Brings every feature (of an MLP: every hidden unit) to one scale over the batch (Ioffe & Szegedy 2015). On frozen features a linear head learns faster and better with it.',
      default: false,
    }),
    dropout: number({
      label: 'Dropout',
      help: 'Share of activations set to zero at random in training, against overfitting: the features of a linear head, the hidden units of an MLP.',
      default: 0,
      min: 0,
      max: 0.9,
      step: 0.05,
      scale: 'slider',
    }),
    l2: number({
      label: 'L2 penalty',
      help: 'λ in λ·Σw² on the head’s weights: keeps them small. 0.0001 to 0.01 is usual.',
      default: 0,
      min: 0,
      max: 1,
      step: 0.0001,
      scale: 'log',
      sliderRange: [0.00001, 0.1],
    }),
  },
  infer: ({ inputs, params, catalog }) => {
    if (inputs.model.head) return { outputs: {}, problems: [twoHeads] };
    const hidden = isMlp(params) ? Array.from({ length: params.layers }, () => params.units) : [];
    const model = describeModel(
      {
        op: 'head',
        model: inputs.model.expression,
        hidden,
        dropout: params.dropout,
        batchNorm: params.batchNorm,
        l2: params.l2,
      },
      catalog,
    );
    if (!model) return { outputs: {} };
    return {
      outputs: { model },
      facts: [
        { label: 'Layers', value: `${[model.features, ...hidden].join(' → ')} → classes` },
        compactFact('Features in', model.features),
      ],
    };
  },
});

function isMlp(params: { readonly type: string }): boolean {
  return params.type === 'mlp';
}

const twoHeads: OwnProblem = {
  code: 'head/two-heads',
  severity: 'error',
  port: 'model',
  message: 'This network has a head already.',
  hint: 'Delete one of the two Head nodes; hidden layers are set in the other.',
};
