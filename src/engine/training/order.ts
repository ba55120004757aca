import { createRandom, derive } from '../data/random';

/** The examples in a new order for every epoch (counted from 1), from the seed alone. */
export function epochOrder(count: number, seed: number, epoch: number): Int32Array {
  const positions = Array.from({ length: count }, (_, position) => position);
  return Int32Array.from(createRandom(derive(seed, 'order', epoch)).shuffle(positions));
}
