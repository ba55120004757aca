import * as tf from '@tensorflow/tfjs';
import { heNormal, type Initial, ONES, ZEROS } from './initial';
import type { BodyParameter, Parameter } from './network';

const ROLES: Readonly<Record<string, Parameter['role']>> = {
  kernel: 'kernel',
  depthwise_kernel: 'kernel',
  pointwise_kernel: 'kernel',
  bias: 'bias',
  gamma: 'norm',
  beta: 'shift',
  moving_mean: 'state',
  moving_variance: 'state',
};

/** A layer's weights as parameters named `layer/weight`, whatever running number the library added. */
export function layerParameters(layer: tf.layers.Layer): BodyParameter[] {
  return layer.weights.map((weight) => {
    const kind = weight.originalName.slice(weight.originalName.lastIndexOf('/') + 1);
    const variable = weight.read();
    if (!(variable instanceof tf.Variable)) {
      throw new Error(`The weight "${weight.originalName}" cannot be trained.`);
    }
    const role = ROLES[kind] ?? 'kernel';
    // What is frozen is decided by the graph, not by how the file's author trained.
    variable.trainable = role !== 'state';
    return { name: `${layer.name}/${kind}`, variable, role, initial: initialOf(kind, variable.shape) };
  });
}

function initialOf(kind: string, shape: readonly number[]): Initial {
  if (kind.endsWith('kernel')) return heNormal(unitInputs(shape, kind === 'depthwise_kernel'));
  return kind === 'gamma' || kind === 'moving_variance' ? ONES : ZEROS;
}

/** How many values one output of a kernel [...inputs, outputs] sums; depthwise ones are [h, w, channels, outputs of each]. */
export const unitInputs = (shape: readonly number[], depthwise: boolean): number =>
  shape.slice(0, depthwise ? 2 : -1).reduce((product, length) => product * length, 1);

/** One weight of a layer by its kind, e.g. `kernel`; `undefined` where the layer has none. */
export function layerWeight(layer: tf.layers.Layer, kind: string): tf.Variable | undefined {
  return layerParameters(layer).find(({ name }) => name === `${layer.name}/${kind}`)?.variable;
}
