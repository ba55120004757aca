import type { AugmentStep } from '../../plan/plan';
import { executedData } from './data-output';
import { type Executed, type Inputs, inputOf } from './output';

/** Attaches transforms to a dataset; they are applied when samples are drawn. */
export async function executeAugment(params: AugmentStep['params'], inputs: Inputs): Promise<Executed> {
  const { dataset } = inputOf(inputs, 'data', 'data');
  return executedData('augment', { dataset: { ...dataset, augment: params }, problems: [] });
}
