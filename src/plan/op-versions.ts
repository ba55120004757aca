import type { Expression } from './expressions';
import type { StepOp } from './plan';

/**
 * Raise a version when the code behind an operation starts to give other results: its content
 * keys change, so nothing stale is ever served.
 */
export const OP_VERSIONS: Readonly<Record<Expression['op'] | StepOp, number>> = {
  load: 1,
  split: 1,
  augment: 1,
  backbone: 1,
  'small-cnn': 1,
  'trained-body': 1,
  freeze: 1,
  head: 1,
  embed: 1,
  fit: 1,
  evaluate: 1,
};
