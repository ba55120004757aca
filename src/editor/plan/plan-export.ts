import type { Table } from '../export/table';
import { t } from '../language/t';
import type { StepState } from '../store/run-state';
import type { PlanRow } from './plan-rows';
import { STEP_KINDS, stepPart } from './step-kinds';

/** The steps of a plan, what they cost, and what they took where they ran. */
export const planTable = (rows: readonly PlanRow[], states: Readonly<Record<string, StepState>>): Table => ({
  columns: [
    t('Step'),
    t('Part'),
    t('Gives'),
    t('Trainable parameters'),
    t('Frozen parameters'),
    'FLOPs',
    t('Memory, bytes'),
    t('Kept'),
    t('Estimate, ms'),
    t('Measured, ms'),
  ],
  rows: rows.map(({ step, kept, estimate }) => {
    const state = states[step.key];
    return [
      STEP_KINDS[step.op].label,
      stepPart(step) ?? null,
      step.output,
      step.cost.trainable,
      step.cost.frozen,
      step.cost.flops,
      step.cost.memory,
      kept ?? 'no',
      estimate?.ms ?? null,
      state?.status === 'done' ? (state.ms ?? null) : null,
    ];
  }),
});
