import * as tf from '@tensorflow/tfjs';
import type { ExampleSource } from './source';

/** The largest magnitude among the inputs of the first `count` examples; NaN or infinite where one is. */
export async function largestInput(source: ExampleSource, count: number): Promise<number> {
  const size = Math.min(count, source.count);
  const { inputs, targets } = await source.batch(
    Int32Array.from({ length: size }, (_, position) => position),
    1,
  );
  // Not reduced on the backend: some maximum kernels pass over NaN.
  const values = await inputs.data();
  tf.dispose([inputs, targets]);
  let largest = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) return value;
    largest = Math.max(largest, Math.abs(value));
  }
  return largest;
}
