import type { ModelSpec } from '../../plan/plan';
import { adaptersOf } from '../networks/adapters';
import { type LowRankKernel, lowRankKernel } from '../training/low-rank';
import type { TrainedParameter } from '../training/trainable';

/** What learns of a body's blocks. */
export interface Tuned {
  readonly parameters: readonly TrainedParameter[];
  /** Kernels that learn by an update of low rank; their A and B are among the parameters. */
  readonly updates: readonly LowRankKernel[];
}

/**
 * Chooses what is tuned of the blocks that train, and adds what that takes. What the batches' statistics
 * move is always part of it. `seed` is of new updates; without it there are none, as in prediction.
 */
export function tune(
  parameters: readonly TrainedParameter[],
  { body, adapters, tuning, batchNorm }: Pick<ModelSpec, 'body' | 'adapters' | 'tuning' | 'batchNorm'>,
  seed: number | undefined,
): Tuned {
  const withState = (isTuned: (parameter: TrainedParameter) => boolean): Tuned => ({
    parameters: parameters.filter(
      (each) => (each.role === 'state' && batchNorm === 'batch') || isTuned(each),
    ),
    updates: [],
  });
  switch (tuning?.what) {
    case undefined:
      return { parameters, updates: [] };
    case 'bias':
      return withState(({ role }) => role === 'bias' || role === 'shift');
    case 'norm':
      return withState(({ role }) => role === 'norm' || role === 'shift');
    case 'adapters': {
      const prefix = adaptersOf({ body, adapters }).at(-1)?.prefix ?? '';
      return withState(({ name }) => name.startsWith(prefix));
    }
    case 'lora': {
      const updates = parameters
        .filter(({ role }) => role === 'kernel')
        .flatMap((kernel) => (seed === undefined ? [] : (lowRankKernel(kernel, tuning, seed) ?? [])));
      const state = withState(() => false).parameters;
      return { parameters: [...state, ...updates.flatMap(({ sources }) => sources)], updates };
    }
  }
}
