import * as tf from '@tensorflow/tfjs';
import type { Parameter, WeightMap } from '../networks/network';

/** Remembers the values of parameters. Clones share memory with the variables until those change. */
export interface Snapshot {
  restore(): void;
  dispose(): void;
}

export function takeSnapshot(parameters: readonly Parameter[]): Snapshot {
  const values = parameters.map(({ variable }) => tf.keep(variable.clone()));
  return {
    restore: () =>
      parameters.forEach(({ variable }, index) => {
        const value = values[index];
        if (value) tf.tidy(() => variable.assign(value.clone()));
      }),
    dispose: () => tf.dispose(values),
  };
}

/** Copies parameters out of the backend, as plain data. */
export async function readWeights(parameters: readonly Parameter[]): Promise<WeightMap> {
  const entries = await Promise.all(
    parameters.map(async ({ name, variable }) => {
      const data = new Float32Array(await variable.data());
      return [name, { shape: variable.shape, data }] as const;
    }),
  );
  return Object.fromEntries(entries);
}
