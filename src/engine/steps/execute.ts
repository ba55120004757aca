import type { Step } from '../../plan/plan';
import { executeAdvise } from './advise';
import { executeAugment } from './augment';
import { executeCrossValidate } from './cross-validate';
import { executeEmbed } from './embed';
import { executeEvaluate } from './evaluate';
import { executeFit } from './fit';
import { executeLoad } from './load';
import type { Executed, Inputs, StepContext } from './output';
import { executeRangeTest } from './range-test';
import { executeReEstimate } from './re-estimate';
import { executeSplit } from './split';

/** Runs one step. Throws `StepFailure` for what the user can mend, `Cancelled` when stopped. */
export function execute(step: Step, inputs: Inputs, context: StepContext): Promise<Executed> {
  switch (step.op) {
    case 'load':
      return executeLoad(step.params, context);
    case 'split':
      return executeSplit(step.params, inputs);
    case 'augment':
      return executeAugment(step.params, inputs);
    case 're-estimate':
      return executeReEstimate(step.params, inputs, context);
    case 'embed':
      return executeEmbed(step.params, inputs, context);
    case 'fit':
      return executeFit(step.params, inputs, context);
    case 'range-test':
      return executeRangeTest(step.params, inputs, context);
    case 'cross-validate':
      return executeCrossValidate(step.params, inputs, context);
    case 'advise':
      return executeAdvise(step.params, inputs, context);
    case 'evaluate':
      return executeEvaluate(step.params, inputs, context);
  }
}
