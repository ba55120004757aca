import * as tf from '@tensorflow/tfjs';
import type { BodySpec } from '../../plan/plan';
import { derive } from '../data/random';
import { NORM_MOMENTUM } from './batch-norm';

export type SmallCnnSpec = Extract<BodySpec, { op: 'small-cnn' }>;

/** The name of the last layer of a block, counted from 0. */
const smallCnnBlock = (block: number): string => `block_${block + 1}`;

/**
 * A plain convolutional network [n, side, side, channels] → [n, side / 2^blocks, …, filters · 2^(blocks − 1)]:
 * each block is some 3×3 convolutions (`same` padding, batch norm where asked, ReLU), 2×2 max pooling
 * and dropout. Weights follow He et al. (2015), seeded for each layer apart.
 */
export function buildSmallCnn(spec: SmallCnnSpec): tf.LayersModel {
  const input = tf.input({ name: 'input', shape: [null, null, spec.channels] });
  let output = input;
  const then = (layer: tf.layers.Layer) => {
    output = layer.apply(output) as tf.SymbolicTensor;
  };
  for (let block = 0; block < spec.blocks; block++) {
    const name = smallCnnBlock(block);
    for (let conv = 1; conv <= spec.convsPerBlock; conv++) {
      const seed = derive(spec.seed, 'small-cnn', block, conv);
      then(
        tf.layers.conv2d({
          name: `${name}_conv_${conv}`,
          filters: spec.filters * 2 ** block,
          kernelSize: 3,
          padding: 'same',
          kernelInitializer: tf.initializers.heNormal({ seed }),
        }),
      );
      if (spec.batchNorm) {
        then(tf.layers.batchNormalization({ name: `${name}_norm_${conv}`, momentum: NORM_MOMENTUM }));
      }
      then(tf.layers.activation({ name: `${name}_relu_${conv}`, activation: 'relu' }));
    }
    const drops = spec.dropout > 0;
    then(tf.layers.maxPooling2d({ name: drops ? `${name}_pool` : name, poolSize: 2 }));
    if (drops) then(tf.layers.dropout({ name, rate: spec.dropout }));
  }
  // Named: TF.js would number it, and equal networks would not be saved as equal.
  return tf.model({ name: 'small_cnn', inputs: input, outputs: output });
}
