import type { LoadStep } from '../../plan/plan';
import { selectSamples } from '../data/select';
import { StepFailure } from '../run/failure';
import { executedData } from './data-output';
import type { Executed, StepContext } from './output';

/** Opens a stored dataset and keeps the samples asked for; no pixel is read yet. */
export async function executeLoad(params: LoadStep['params'], { platform }: StepContext): Promise<Executed> {
  const stored = await platform.dataset(params.dataset);
  if (!stored) {
    throw new StepFailure({
      code: 'load/missing',
      param: 'source',
      message: `The images "${params.dataset}" are not on this machine.`,
      hint: 'Choose the folder or zip again, or another source.',
    });
  }
  return executedData('load', selectSamples(stored, params));
}
