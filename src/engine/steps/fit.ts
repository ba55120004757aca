import type { FitStep } from '../../plan/plan';
import { countParts, samplesOf } from '../data/dataset';
import type { WeightMap } from '../networks/network';
import { StepFailure } from '../run/failure';
import { Diverged } from '../training/diverged-failure';
import { type Fitted, fitTrainable } from '../training/fit';
import { balancedWeights } from '../training/losses';
import { inTurn, mixed } from '../training/views';
import { openExamples } from './examples';
import { type Executed, type Inputs, inputOf, optionalInputOf, type StepContext } from './output';
import { openTrainable } from './trainable';

/** Trains what is not frozen, on stored features where there are any, else on the images themselves. */
export async function executeFit(
  { model, head, options, classes }: FitStep['params'],
  inputs: Inputs,
  context: StepContext,
): Promise<Executed> {
  const { dataset } = inputOf(inputs, 'data', 'data');
  const inherited = optionalInputOf(inputs, 'origin', 'fit')?.network.weights ?? {};
  const features = optionalInputOf(inputs, 'train', 'embed')?.features;
  const valFeatures = optionalInputOf(inputs, 'val', 'embed')?.features;
  const viewOf = options.views === 'mixed' ? mixed(options.seed) : inTurn;
  const train = await openExamples(features, dataset, 'train', model, context, viewOf);
  const hasValidation = samplesOf(dataset, 'val').length > 0;
  const validation = hasValidation
    ? await openExamples(valFeatures, dataset, 'val', model, context)
    : undefined;
  const trainCounts = countParts(dataset).map((count) => count.train);

  const trainable = await openTrainable(model, head, context.platform, {
    classes: classes.length,
    seed: options.seed,
    rates: options,
    weights: bodyWeights(inherited),
  });
  const executed = (fitted: Fitted): Executed => {
    const weights: WeightMap = { ...bodyWeights(inherited), ...fitted.weights };
    const trained = trainable.parameters.filter(({ role }) => role !== 'state');
    return {
      output: { op: 'fit', network: { model, head, classes, weights }, trainCounts },
      result: {
        op: 'fit',
        fit: {
          history: fitted.history,
          epochsPlanned: options.epochs,
          bestEpoch: fitted.bestEpoch,
          stoppedEarly: fitted.stoppedEarly,
          trainableParams: trained.reduce((sum, { variable }) => sum + variable.size, 0),
          trainSamples: train.count,
          valSamples: validation?.count ?? 0,
          classes,
        },
      },
      problems: [...train.problems, ...(validation?.problems ?? [])],
      bytes: Object.values(weights).reduce((sum, { data }) => sum + data.byteLength, 0),
    };
  };
  try {
    const { backend, checkpoints, platform, signal, pause, emit } = context;
    return executed(
      await fitTrainable({
        trainable,
        train,
        validation,
        classWeights: options.classWeights ? balancedWeights(trainCounts) : undefined,
        options,
        about: {
          batchNorm: head.batchNorm || (trainable.blocks > 0 && model.batchNorm === 'batch'),
          plainFeatures: trainable.blocks === 0 && !(head.batchNorm && head.hidden.length === 0),
        },
        backend,
        checkpoints,
        platform,
        signal,
        pause,
        emit,
      }),
    );
  } catch (error) {
    if (!(error instanceof Diverged)) throw error;
    // Going on from there would only fall apart at the same place again.
    await context.checkpoints.drop();
    throw new StepFailure(error.problem, error.lastGood && executed(error.lastGood));
  } finally {
    trainable.dispose();
  }
}

/** The weights that a body inherits from an earlier training; its head stays behind. */
const bodyWeights = (weights: WeightMap): WeightMap =>
  Object.fromEntries(Object.entries(weights).filter(([name]) => !name.startsWith('head/')));
