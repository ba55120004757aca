import type { Tunable } from '../../plan/catalog';
import { type KernelMatrix, lowRank } from '../../plan/tuning';
import type { Parameter } from './network';

/** A kernel [...inputs, outputs] as a matrix [all that an output sums, outputs]. */
export function kernelMatrix(shape: readonly number[]): KernelMatrix {
  const columns = shape.at(-1) ?? 1;
  return [shape.reduce((product, side) => product * side, 1) / columns, columns];
}

/** What of some parameters may be tuned alone. */
export function tunableOf(parameters: readonly Parameter[]): Tunable {
  const sizeOf = (...roles: readonly Parameter['role'][]): number =>
    parameters
      .filter(({ role }) => roles.includes(role))
      .reduce((sum, { variable }) => sum + variable.size, 0);
  return {
    biases: sizeOf('bias', 'shift'),
    norms: sizeOf('norm', 'shift'),
    kernels: parameters
      .filter(({ role }) => role === 'kernel')
      .map(({ variable }) => kernelMatrix(variable.shape))
      .filter((kernel) => lowRank(kernel, 1) > 0),
  };
}
