import type { Results } from './reference';

/** Of each block's output and each gradient, this many values are kept, evenly spread. */
const OUTPUT_SAMPLES = 64;
const GRADIENT_SAMPLES = 16;

/** What a fixture keeps of one tensor: root mean square, largest magnitude, then the samples. */
export function sample(values: Float32Array, most: number): number[] {
  let squares = 0;
  let largest = 0;
  for (const value of values) {
    squares += value * value;
    largest = Math.max(largest, Math.abs(value));
  }
  const step = Math.max(1, Math.floor(values.length / most));
  const samples = Array.from(
    { length: Math.min(most, values.length) },
    (_, i) => values[i * step] ?? Number.NaN,
  );
  return [Math.sqrt(squares / values.length), largest, ...samples];
}

/** All that is kept of a network's results, by name. */
export const sampled = ({ outputs, gradients }: Results): ReadonlyMap<string, number[]> =>
  new Map([
    ...[...outputs].map(([name, values]) => [`output ${name}`, sample(values, OUTPUT_SAMPLES)] as const),
    ...[...gradients].map(
      ([name, values]) => [`gradient ${name}`, sample(values, GRADIENT_SAMPLES)] as const,
    ),
  ]);
