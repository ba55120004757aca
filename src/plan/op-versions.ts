import type { StepOp } from './plan';

/**
 * Raise a version when the code behind an operation starts to give other results: the content keys
 * of its steps and of all that follow change, so nothing stale is ever served. Tests compare what
 * operations give with what they gave (tests/engine/run/op-outputs.test.ts).
 */
export const OP_VERSIONS: Readonly<Record<StepOp, number>> = {
  load: 1,
  split: 1,
  augment: 1,
  're-estimate': 2,
  embed: 1,
  fit: 2,
  'range-test': 1,
  'cross-validate': 2,
  advise: 4,
  evaluate: 2,
};
