import * as tf from '@tensorflow/tfjs';
import type { ExampleSource } from '../training/source';
import type { Features } from './output';

/** Stored features as examples; epochs take the views in turn, the original first. */
export function featureSource(features: Features): ExampleSource {
  const { samples, views, shape, data, targets } = features;
  const size = shape.reduce((product, side) => product * side, 1);
  const classes = targets.length / (samples.length * views);
  return {
    count: samples.length,
    async batch(positions, epoch) {
      const first = ((epoch - 1) % views) * samples.length;
      const rows = positions.map((position) => first + position);
      return {
        inputs: tf.tensor(gather(data, rows, size), [rows.length, ...shape]),
        targets: tf.tensor2d(gather(targets, rows, classes), [rows.length, classes]),
      };
    },
  };
}

function gather(data: Float32Array, rows: Int32Array, size: number): Float32Array {
  const gathered = new Float32Array(rows.length * size);
  rows.forEach((row, index) => {
    gathered.set(data.subarray(row * size, (row + 1) * size), index * size);
  });
  return gathered;
}
