import * as tf from '@tensorflow/tfjs';
import type { NamedVariable } from '../networks/weights';
import { type ComposedWeight, composeAll } from './composed';
import type { TrainedParameter } from './trainable';

/** A moving average of the weights: it lies nearer to the middle of the valley that steps wander in. */
export interface MovingAverage {
  /** The averages, named as their parameters. */
  readonly variables: readonly NamedVariable[];
  /** Takes in the parameters of blocks from `from` on after step `step`, counted from 1; the others did not move. */
  update(step: number, from: number): void;
  /** Runs something with the averages in the place of the weights. */
  lend<T>(work: () => Promise<T>): Promise<T>;
  dispose(): void;
}

/**
 * Exponential moving average a ← d·a + (1 − d)·w (Polyak & Juditsky 1992) with the warm-up of the
 * decay that TensorFlow uses, d = min(decay, (1 + t) / (10 + t)): else the first weights would stay in
 * it for long. Stored batch statistics are averaged like weights, since they belong to them.
 */
export function createAverage(
  parameters: readonly TrainedParameter[],
  decay: number,
  composed: readonly ComposedWeight[] = [],
): MovingAverage {
  const averages = parameters.map(({ variable }) => tf.tidy(() => tf.variable(variable.clone(), false)));
  return {
    variables: parameters.flatMap(({ name }, index) => {
      const variable = averages[index];
      return variable ? [{ name, variable }] : [];
    }),
    update(step, from) {
      const share = 1 - Math.min(decay, (1 + step) / (10 + step));
      for (const [index, { variable, block }] of parameters.entries()) {
        const average = averages[index];
        if (!average || block < from) continue;
        tf.tidy(() => average.assign(tf.add(average, tf.mul(tf.sub(variable, average), share))));
      }
    },
    async lend(work) {
      const own = parameters.map(({ variable }) => variable.clone());
      const put = (values: readonly tf.Tensor[]): void => {
        for (const [index, { variable }] of parameters.entries()) variable.assign(values[index] ?? variable);
        composeAll(composed);
      };
      try {
        put(averages);
        return await work();
      } finally {
        put(own);
        tf.dispose(own);
      }
    },
    dispose: () => tf.dispose(averages),
  };
}
