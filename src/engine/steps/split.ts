import type { SplitStep } from '../../plan/plan';
import { splitSamples } from '../data/split';
import { executedData } from './data-output';
import { type Executed, type Inputs, inputOf } from './output';

/** Gives every sample its part. */
export async function executeSplit(params: SplitStep['params'], inputs: Inputs): Promise<Executed> {
  return executedData('split', splitSamples(inputOf(inputs, 'data', 'data').dataset, params));
}
