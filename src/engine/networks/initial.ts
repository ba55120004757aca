import * as tf from '@tensorflow/tfjs';
import { createRandom, derive } from '../data/random';
import type { BodyParameter } from './network';

/** What a weight is before anything has been learned. */
export type Initial =
  | { readonly constant: number }
  /** Standard deviation of a normal distribution around 0. */
  | { readonly normal: number }
  /** Uniform in ±limit. */
  | { readonly uniform: number };

export const ZEROS: Initial = { constant: 0 };
export const ONES: Initial = { constant: 1 };

/** For ReLUs, so that signals keep their size on the way forward (He et al. 2015); `inputs` of one unit. */
export const heNormal = (inputs: number): Initial => ({ normal: Math.sqrt(2 / inputs) });

/** Gives every parameter a new start. Each is drawn by its name: what other layers there are does not matter. */
export function restart(parameters: readonly BodyParameter[], seed: number): void {
  for (const { name, variable, initial } of parameters) {
    tf.tidy(() =>
      variable.assign(tf.tensor(draw(initial, variable.size, derive(seed, name)), variable.shape)),
    );
  }
}

function draw(initial: Initial, size: number, seed: number): Float32Array {
  if ('constant' in initial) return new Float32Array(size).fill(initial.constant);
  const random = createRandom(seed);
  const next =
    'normal' in initial
      ? () => initial.normal * random.normal()
      : () => random.uniform(-initial.uniform, initial.uniform);
  const values = new Float32Array(size);
  for (let i = 0; i < size; i++) values[i] = next();
  return values;
}
