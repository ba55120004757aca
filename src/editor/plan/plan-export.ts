import type { Table } from '../export/table';
import type { StepState } from '../store/run-state';
import type { PlanRow } from './plan-rows';
import { STEP_KINDS, stepPart } from './step-kinds';

/** The steps of a plan, what they cost, and what they took where they ran. */
export const planTable = (rows: readonly PlanRow[], states: Readonly<Record<string, StepState>>): Table => ({
  columns: [
    'Step',
    'Part',
    'Gives',
    'Trainable parameters',
    'Frozen parameters',
    'FLOPs',
    'Memory, bytes',
    'Stored',
    'Estimate, ms',
    'Measured, ms',
  ],
  rows: rows.map(({ step, isStored, estimate }) => {
    const state = states[step.key];
    return [
      STEP_KINDS[step.op].label,
      stepPart(step) ?? null,
      step.output,
      step.cost.trainable,
      step.cost.frozen,
      step.cost.flops,
      step.cost.memory,
      isStored ? 'yes' : 'no',
      estimate?.ms ?? null,
      state?.status === 'done' ? (state.ms ?? null) : null,
    ];
  }),
});
