import * as tf from '@tensorflow/tfjs';
import { lowRank } from '../../plan/tuning';
import { createRandom, derive } from '../data/random';
import type { WeightMap } from '../networks/network';
import { kernelMatrix } from '../networks/tunable';
import type { ComposedWeight } from './composed';
import type { TrainedParameter } from './trainable';

/** A kernel that learns by an update of low rank. */
export interface LowRankKernel extends ComposedWeight {
  /** The kernel's name, and its value with those of A and B that `weights` has. */
  merged(weights: WeightMap): Promise<WeightMap>;
  /** The kernel itself stays its owner's. */
  dispose(): void;
}

/**
 * LoRA (Hu et al. 2022): W = W⁰ + alpha/rank · A·B, where W⁰ is the kernel at this call and only A [rows,
 * rank] and B [rank, columns] learn. Kernels of convolutions are taken as matrices [height · width ·
 * channels, filters]. A is uniform in ±1/√rows from the seed, B is zero: at first W is W⁰. The gradient
 * of W, which any network gives, gives those of A and B by the chain rule: what runs the network need not
 * know. `undefined` where no update has fewer parameters than the kernel, as for depthwise ones.
 */
export function lowRankKernel(
  kernel: TrainedParameter,
  { rank: wanted, alpha }: { readonly rank: number; readonly alpha: number },
  seed: number,
): LowRankKernel | undefined {
  const { name, variable } = kernel;
  const [rows, columns] = kernelMatrix(variable.shape);
  const rank = lowRank([rows, columns], wanted);
  if (rank === 0) return undefined;
  const scale = alpha / wanted;
  const start = tf.keep(variable.clone());
  const random = createRandom(derive(seed, name));
  const limit = 1 / Math.sqrt(rows);
  const first = Float32Array.from({ length: rows * rank }, () => random.uniform(-limit, limit));
  const a = tf.tidy(() => tf.variable(tf.tensor2d(first, [rows, rank])));
  const b = tf.tidy(() => tf.variable(tf.zeros<tf.Rank.R2>([rank, columns])));
  const names = { a: `${name}/lora_a`, b: `${name}/lora_b` };
  const composed = (a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor =>
    tf.add(start, tf.reshape(tf.mul(tf.matMul(a, b), scale), variable.shape));
  return {
    variable,
    sources: [
      { ...kernel, name: names.a, variable: a },
      { ...kernel, name: names.b, variable: b },
    ],
    gradients: (gradient) =>
      tf.tidy(() => {
        const scaled = tf.mul(tf.reshape(gradient, [rows, columns]), scale);
        return [tf.matMul(scaled, tf.transpose(b)), tf.matMul(tf.transpose(a), scaled)];
      }),
    compose: () => tf.tidy(() => variable.assign(composed(a as tf.Tensor2D, b as tf.Tensor2D))),
    async merged(weights) {
      const [storedA, storedB] = [weights[names.a]?.data, weights[names.b]?.data];
      if (!storedA || !storedB) throw new Error(`The training left no update of "${name}".`);
      const value = tf.tidy(() =>
        composed(tf.tensor2d(storedA, [rows, rank]), tf.tensor2d(storedB, [rank, columns])),
      );
      const data = ((await value.data()) as Float32Array).slice();
      value.dispose();
      return { [name]: { shape: [...variable.shape], data } };
    },
    dispose: () => tf.dispose([a, b, start]),
  };
}
