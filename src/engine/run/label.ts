import { PART_NAMES } from '../../plan/catalog';
import type { Step } from '../../plan/plan';
import type { Inputs } from '../steps/output';

/** What the stored result of a step is called in a list. */
export function labelOf(step: Step, inputs: Inputs): string {
  const data = inputs.data?.op === 'data' ? inputs.data.dataset.stored.index.name : 'images';
  switch (step.op) {
    case 're-estimate':
      return `Batch norm’s statistics of ${data}`;
    case 'fit':
      return `Network trained on ${data}`;
    case 'range-test':
      return `Learning rates tried on ${data}`;
    case 'cross-validate':
      return `What learning from scratch reaches on ${data}`;
    case 'advise':
      return `Advice for ${data}`;
    case 'evaluate':
      return `Report on the ${PART_NAMES[step.params.part]} images of ${data}`;
    default:
      return `${step.op} of ${data}`;
  }
}
