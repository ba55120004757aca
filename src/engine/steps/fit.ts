import type { FitStep } from '../../plan/plan';
import { samplesOf } from '../data/dataset';
import type { WeightMap } from '../networks/network';
import { StepFailure } from '../run/failure';
import { Diverged } from '../training/diverged-failure';
import type { ProbeSources } from '../training/epoch';
import { type Fitted, fitTrainable } from '../training/fit';
import { inTurn, mixed, type ViewPick } from '../training/views';
import { openExamples, type PartExamples } from './examples';
import { featureSource } from './feature-source';
import { openLearning } from './learning';
import { type Executed, type Inputs, inputOf, optionalInputOf, type StepContext } from './output';

/** Trains what is not frozen, on stored features where there are any, else on the images themselves. */
export async function executeFit(
  params: FitStep['params'],
  inputs: Inputs,
  context: StepContext,
): Promise<Executed> {
  const { model, head, options, classes } = params;
  const { dataset } = inputOf(inputs, 'data', 'data');
  const viewOf = options.views === 'mixed' ? mixed(options.seed) : inTurn;
  const learning = await openLearning(params, inputs, context, viewOf);
  const { trainable, train, trainCounts, classWeights, inherited } = learning;
  let validation: PartExamples | undefined;
  const executed = async (fitted: Fitted): Promise<Executed> => {
    const weights: WeightMap = { ...inherited, ...(await trainable.merged(fitted.weights)) };
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
    if (samplesOf(dataset, 'val').length > 0) {
      const features = optionalInputOf(inputs, 'val', 'embed')?.features;
      validation = await openExamples(features, dataset, 'val', model, context);
    }
    const probe = probeSources(inputs, viewOf);
    const { backend, checkpoints, platform, signal, pause, emit } = context;
    return await executed(
      await fitTrainable({
        trainable,
        train,
        validation,
        probe,
        classWeights,
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
    throw new StepFailure(error.problem, error.lastGood && (await executed(error.lastGood)));
  } finally {
    trainable.dispose();
  }
}

/** What the plan stored for the epochs in which the head trains alone. */
function probeSources(inputs: Inputs, viewOf: ViewPick): ProbeSources | undefined {
  const train = optionalInputOf(inputs, 'probeTrain', 'embed')?.features;
  const validation = optionalInputOf(inputs, 'probeVal', 'embed')?.features;
  return (
    train && { train: featureSource(train, viewOf), validation: validation && featureSource(validation) }
  );
}
