import { describeData, totals } from '../src/plan/describe-data';
import { countFact } from '../src/plan/facts';
import { defineKind, type OwnProblem } from '../src/plan/kind';
import { boolean, number, seed } from '../src/plan/params';
import { perClassLimit } from '../src/plan/per-class-limit';

export const splitKind = defineKind({
  kind: 'split',
  version: 1,
  label: 'Split',
  category: 'data',
  summary: 'Training, validation and test parts that share no sample',
  keywords: ['train', 'validation', 'test', 'holdout', 'stratified'],
  help: `
A network can learn its training images by heart. Only images it has **never seen** tell what it really learned, so the data is divided:

- **Training**: the weights are fitted to these.
- **Validation**: watched during training, to choose the best epoch and the settings.
- **Test**: looked at once, at the end. It gives the honest number.

The split is *stratified*: each class is divided in the same proportion. It is also *seeded*: the same seed gives the same parts.

**Beware of leaks.** If nearly the same image is in two parts (five vendors' drawings of one pizza), the test is too easy. *Keep sources together* puts all of them in one part.
`,
  inputs: { data: { type: 'data', label: 'Data', help: 'The samples to divide.' } },
  outputs: { data: { type: 'data', label: 'Split data', help: 'The same samples, each in one part.' } },
  params: {
    val: fraction('Validation', 'Share of the samples for choosing the best epoch and settings.'),
    test: fraction('Test', 'Share of the samples for the final, honest number.'),
    trainPerClass: perClassLimit(
      'Training images per class',
      'At most this many training images of each class, while validation and test keep their size. This is how to study learning from few labels.',
    ),
    bySource: boolean({
      label: 'Keep sources together',
      help: 'All near-duplicates of one source (for emoji: all vendors’ drawings of it) go to the same part. Without it the test measures recognition of drawings almost seen before.',
      default: false,
    }),
    keepFolders: boolean({
      label: 'Keep the folders’ split',
      help: 'What lies in val and test folders stays there. A part without a folder takes its share of the training images.',
      default: true,
      advanced: true,
    }),
    seed: seed('Which samples go to which part.'),
  },
  infer: ({ inputs, params, catalog }) => {
    const problems: OwnProblem[] = [];
    if (params.val + params.test > 0.95) {
      return { outputs: {}, problems: [nothingToTrain(params.val + params.test)] };
    }
    if (params.bySource && !inputs.data.hasSources) problems.push(noSources(inputs.data.datasetName));
    const data = describeData(
      {
        op: 'split',
        data: inputs.data.expression,
        val: params.val,
        test: params.test,
        bySource: params.bySource && inputs.data.hasSources,
        keepFolders: params.keepFolders && inputs.data.hasFolders,
        trainPerClass: params.trainPerClass,
        seed: params.seed,
      },
      catalog,
    );
    if (!data) return { outputs: {} };
    const { train, val, test } = totals(data);
    const starved = data.classes.filter((_, index) => data.classCounts[index]?.train === 0);
    if (starved.length > 0) problems.push(noTrainingImages(starved));
    return {
      outputs: { data },
      facts: [
        countFact('Training', train, data.isExact || params.trainPerClass > 0),
        countFact('Validation', val, data.isExact),
        countFact('Test', test, data.isExact),
      ],
      problems,
    };
  },
});

function fraction(label: string, help: string) {
  return number({ label, help, default: 0.2, min: 0, max: 0.9, step: 0.05, scale: 'slider' });
}

const nothingToTrain = (share: number): OwnProblem => ({
  code: 'split/nothing-to-train',
  severity: 'error',
  param: 'val',
  message: 'Validation and test together leave no room for training.',
  expected: 'at most 95 % together',
  received: `${Math.round(share * 100)} %`,
  hint: 'Lower one of the two.',
});

const noSources = (dataset: string): OwnProblem => ({
  code: 'split/no-sources',
  severity: 'info',
  param: 'bySource',
  message: `"${dataset}" does not say which samples share a source, so each is divided on its own.`,
});

const noTrainingImages = (classes: readonly string[]): OwnProblem => ({
  code: 'split/no-training-images',
  severity: 'error',
  param: 'test',
  message: `No training image is left of ${classes.map((name) => `"${name}"`).join(', ')}.`,
  hint: 'Add images of that class, or lower the shares of validation and test.',
});
