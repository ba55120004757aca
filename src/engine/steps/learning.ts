import type { RangeTestOptions } from '../../plan/expressions';
import type { FitStep } from '../../plan/plan';
import { countParts } from '../data/dataset';
import type { WeightMap } from '../networks/network';
import { balancedWeights } from '../training/losses';
import { inTurn, type ViewPick } from '../training/views';
import { openExamples, type PartExamples } from './examples';
import { originWeights } from './origin-weights';
import { type Inputs, inputOf, optionalInputOf, type StepContext } from './output';
import { type OpenedTrainable, openTrainable, type Rates } from './trainable';

/** What every step that learns starts with. */
export interface Learning {
  /** The caller disposes it. */
  readonly trainable: OpenedTrainable;
  readonly train: PartExamples;
  /** Training samples of each class. */
  readonly trainCounts: readonly number[];
  /** For the loss, where classes are to be balanced. */
  readonly classWeights: readonly number[] | undefined;
  /** Weights of the body that differ from its first ones before it learns. */
  readonly inherited: WeightMap;
}

type LearningParams = Omit<FitStep['params'], 'options'> & {
  readonly options: Pick<RangeTestOptions, 'seed' | 'classWeights'> & Rates;
};

/** Opens the training samples and what is to learn from them, with a new head. */
export async function openLearning(
  { model, head, options, classes }: LearningParams,
  inputs: Inputs,
  context: StepContext,
  viewOf: ViewPick = inTurn,
): Promise<Learning> {
  const { dataset } = inputOf(inputs, 'data', 'data');
  const inherited = originWeights(inputs);
  const features = optionalInputOf(inputs, 'train', 'embed')?.features;
  const train = await openExamples(features, dataset, 'train', model, context, viewOf);
  const trainCounts = countParts(dataset).map((count) => count.train);
  const trainable = await openTrainable(model, head, context.platform, {
    classes: classes.length,
    seed: options.seed,
    rates: options,
    weights: inherited,
  });
  const classWeights = options.classWeights ? balancedWeights(trainCounts) : undefined;
  return { trainable, train, trainCounts, classWeights, inherited };
}
