import * as tf from '@tensorflow/tfjs';
import type { ExampleSource } from '../training/source';
import { inTurn, type ViewPick } from '../training/views';
import type { Features } from './features';

/** Stored features as examples. */
export function featureSource(features: Features, viewOf: ViewPick = inTurn): ExampleSource {
  const { samples, views, shape, classes } = features;
  return {
    count: samples.length,
    async batch(positions, epoch) {
      const rows = positions.map((position) => position * views + viewOf(position, epoch, views));
      const { data, targets } = await features.rows(rows);
      return {
        inputs: tf.tensor(data, [rows.length, ...shape]),
        targets: tf.tensor2d(targets, [rows.length, classes]),
      };
    },
  };
}
