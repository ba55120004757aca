import { expect, it } from 'vitest';
import { uselessSteps } from '../../../src/engine/run/useless';
import type { Plan, StepOp } from '../../../src/plan/plan';

const step = (id: string, op: StepOp, ...inputs: readonly string[]) =>
  ({
    id,
    op,
    inputs: Object.fromEntries(inputs.map((input) => [input, input])),
  }) as unknown as Plan['steps'][number];

const STEPS = [
  step('data', 'load'),
  step('train features', 'embed', 'data'),
  step('fit', 'fit', 'data', 'train features'),
  step('test features', 'embed', 'data'),
  step('evaluate', 'evaluate', 'fit', 'test features'),
  step('other fit', 'fit', 'data', 'train features'),
];
const useless = (failed: readonly string[], runs: (id: string) => boolean = () => true) => [
  ...uselessSteps(STEPS, new Set(failed), runs),
];

it('what only blocked steps read is useless; what another reads, or what stands for itself, is not', () => {
  expect(useless([])).toEqual([]);
  expect(useless(['fit'])).toEqual(['test features']);
  expect(useless(['fit', 'other fit'])).toEqual(['train features', 'test features']);
  expect(useless(['train features'])).toEqual(['test features']);
});

it('a reader that is served from the store needs nothing, and blocks nothing', () => {
  expect(useless(['other fit'], (id) => id !== 'fit' && id !== 'evaluate')).toEqual(['train features']);
});
