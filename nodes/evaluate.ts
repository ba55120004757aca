import { PART_NAMES, type Part } from '../src/plan/catalog';
import { totals } from '../src/plan/describe-data';
import { countFact } from '../src/plan/facts';
import { defineKind, type OwnProblem } from '../src/plan/kind';
import { choice, number } from '../src/plan/params';

export const evaluateKind = defineKind({
  kind: 'evaluate',
  version: 1,
  label: 'Evaluate',
  category: 'results',
  summary: 'Accuracy, confusion matrix, calibration and the worst mistakes',
  keywords: [
    'accuracy',
    'precision',
    'recall',
    'f1',
    'confusion',
    'calibration',
    'test',
    'metrics',
    'report',
  ],
  target: true,
  help: `
**Evaluation** measures the trained network on images that took no part in training.

- **Accuracy**: the share that is right. Compare it with always guessing the most frequent class; with few images, look at the interval too.
- **Balanced accuracy**: the mean over classes. Tells when a rare class is neglected.
- **Precision and recall** of a class: of those called cat, how many are cats; of all cats, how many were found. **F1** joins the two.
- **Log loss**: also punishes confident mistakes.
- **Calibration error** (Guo et al. 2017): does 80 % sure mean right in 80 % of cases?
- **The most wrong samples** teach most: look at them. Often the label is wrong, or the picture really is ambiguous.

Use the *test* part once, at the end. If you choose settings by it, it is a second validation part and no longer honest.
`,
  inputs: {
    trained: { type: 'trained', label: 'Trained', help: 'The network to judge.' },
    data: {
      type: 'data',
      label: 'Data',
      help: 'Samples to judge it on; training images are never used unless asked.',
    },
  },
  outputs: { report: { type: 'report', label: 'Report', help: 'All that was measured.' } },
  params: {
    part: choice({
      label: 'Part',
      help: 'Which part of the data to measure on.',
      default: 'test',
      options: [
        { value: 'test', label: 'Test', help: 'The honest final number' },
        { value: 'val', label: 'Validation', help: 'While you still choose settings' },
        { value: 'train', label: 'Training', help: 'To see how far it learned by heart' },
      ],
    }),
    mistakes: number({
      label: 'Mistakes to show',
      help: 'The most confident mistakes, as pictures.',
      default: 24,
      min: 0,
      max: 200,
      step: 1,
      integer: true,
      advanced: true,
    }),
  },
  infer: ({ inputs: { trained, data }, params }) => {
    const count = totals(data)[params.part];
    if (count === 0) return { outputs: {}, problems: [emptyPart(params.part, data.isSplit)] };
    const foreign = data.classes.filter((name) => !trained.classes.includes(name));
    if (foreign.length > 0) return { outputs: {}, problems: [foreignClasses(foreign, trained.classes)] };
    return {
      outputs: {
        report: {
          type: 'report',
          expression: {
            op: 'evaluate',
            trained: trained.expression,
            data: data.expression,
            part: params.part,
            mistakes: params.mistakes,
          },
        },
      },
      facts: [countFact('Samples', count, data.isExact)],
      problems: params.part === 'train' ? [onTraining] : [],
    };
  },
});

const emptyPart = (part: Part, isSplit: boolean): OwnProblem => ({
  code: 'evaluate/empty-part',
  severity: 'error',
  port: 'data',
  message: `The data has no ${PART_NAMES[part]} part to measure on.`,
  hint: isSplit ? 'Give that part a share in the Split node.' : 'Put a Split node behind the dataset.',
});

const foreignClasses = (names: readonly string[], known: readonly string[]): OwnProblem => ({
  code: 'evaluate/foreign-class',
  severity: 'error',
  port: 'data',
  message: `The network was not trained on ${names.map((name) => `"${name}"`).join(', ')}.`,
  expected: known.join(', '),
  received: names.join(', '),
  hint: 'Evaluate on the classes it knows: filter the dataset, or wire the data that Train uses.',
});

const onTraining: OwnProblem = {
  code: 'evaluate/on-training',
  severity: 'info',
  param: 'part',
  message: 'Measured on training images, the result says how much was learned by heart, not how good it is.',
};
