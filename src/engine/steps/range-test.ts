import type { RangeTestStep } from '../../plan/plan';
import { testRange } from '../training/range-test';
import { openLearning } from './learning';
import type { Executed, Inputs, StepContext } from './output';

/** Finds the learning rates that work for a network that is about to train; the weights are thrown away. */
export async function executeRangeTest(
  params: RangeTestStep['params'],
  inputs: Inputs,
  context: StepContext,
): Promise<Executed> {
  // The test says how far rates reach at all, so blocks differ by the backbone's rate alone.
  const options = { ...params.options, layerDecay: 1 };
  const { trainable, train, classWeights } = await openLearning({ ...params, options }, inputs, context);
  const { platform, signal, pause, emit } = context;
  try {
    const rangeTest = await testRange({
      trainable,
      train,
      classWeights,
      options: params.options,
      platform,
      signal,
      pause,
      emit,
    });
    return {
      output: { op: 'range-test' },
      result: { op: 'range-test', rangeTest },
      problems: train.problems,
      bytes: rangeTest.points.length * BYTES_PER_POINT,
    };
  } finally {
    trainable.dispose();
  }
}

/** Three doubles. */
const BYTES_PER_POINT = 24;
