import { type Features, featuresInMemory, rowLength } from '../../src/engine/steps/features';

/**
 * Features as the engine holds them in memory, of which each row is one example's features, then its
 * label as one-hot. `inputs` is float32 [labels.length, ...shape], row-major.
 */
export function labelledFeatures(
  inputs: Float32Array,
  shape: readonly number[],
  labels: readonly number[],
  classes: number,
): Features {
  const layout = { shape, classes };
  const length = rowLength(layout);
  const size = length - classes;
  const rows = new Float32Array(labels.length * length);
  labels.forEach((label, example) => {
    rows.set(inputs.subarray(example * size, (example + 1) * size), example * length);
    rows[example * length + size + label] = 1;
  });
  return featuresInMemory({ ...layout, samples: Int32Array.from(labels, (_, at) => at), views: 1 }, rows);
}
