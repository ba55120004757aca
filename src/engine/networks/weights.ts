import * as tf from '@tensorflow/tfjs';
import type { Parameter, WeightMap } from './network';

/** What the values of a parameter need to be read and set. */
export type NamedVariable = Pick<Parameter, 'name' | 'variable'>;

/** Reads parameters into plain memory; asynchronous, since a GPU has to be waited for. */
export async function readWeights(parameters: readonly NamedVariable[]): Promise<WeightMap> {
  const entries = await Promise.all(
    parameters.map(async ({ name, variable }) => {
      // `slice` copies: some backends hand out their own memory.
      const data = ((await variable.data()) as Float32Array).slice();
      return [name, { shape: [...variable.shape], data }] as const;
    }),
  );
  return Object.fromEntries(entries);
}

/** Sets the parameters that `weights` names; the others keep their values. */
export function writeWeights(parameters: readonly NamedVariable[], weights: WeightMap): void {
  for (const { name, variable } of parameters) {
    const stored = weights[name];
    if (!stored) continue;
    if (!tf.util.arraysEqual([...stored.shape], variable.shape)) {
      throw new Error(
        `The weight "${name}" does not fit. Expected shape [${variable.shape}]. Received [${stored.shape}].`,
      );
    }
    tf.tidy(() => variable.assign(tf.tensor(stored.data, variable.shape)));
  }
}
