import { createRandom, derive } from '../data/random';

/** The most that a map shows: more would hide each other, and take minutes. */
export const MOST_POINTS = 2000;

/** Which of `count` samples a map shows: all, or as many as it may, drawn by the seed; in order. */
export function drawSamples(count: number, seed: number, most = MOST_POINTS): Int32Array {
  const all = Array.from({ length: count }, (_, place) => place);
  if (count <= most) return Int32Array.from(all);
  return Int32Array.from(createRandom(derive(seed, 'map samples')).shuffle(all).slice(0, most)).sort();
}
