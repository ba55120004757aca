import * as tf from '@tensorflow/tfjs';
import type { InitialWeights, LayerSpec } from '../../plan/architectures/network';
import { layerParameters, type ParameterSpec } from '../../plan/architectures/parameters';
import type { Shape } from '../../plan/architectures/shapes';
import { type Initial, ONES, ZEROS } from './initial';
import type { BodyParameter } from './network';
import { tfShape } from './torch-layout';

/** Weights by PyTorch's names, in the layouts of `torch-layout.ts`. */
export type NamedTensors = Readonly<Record<string, tf.Tensor>>;

/**
 * The variables of one layer, which takes a map of shape `input`. With `weights` they have those values,
 * and sharing them costs no copy; without, they are zero until somebody sets them.
 */
export function networkParameters(
  layer: LayerSpec,
  input: Shape,
  initial: InitialWeights,
  weights: NamedTensors | undefined,
): BodyParameter[] {
  return layerParameters(layer, input).map((spec) => {
    const { name, role } = spec;
    const variable = tf.tidy(() => tf.variable(valuesOf(spec, weights), role !== 'state'));
    return { name, variable, role, initial: initialOf(layer, spec, input, initial) };
  });
}

function valuesOf(spec: ParameterSpec, weights: NamedTensors | undefined): tf.Tensor {
  const shape = tfShape(spec);
  if (!weights) return tf.zeros(shape);
  const found = weights[spec.name];
  if (!found) throw new Error(`The network's file has no weight "${spec.name}".`);
  if (!tf.util.arraysEqual(found.shape, shape)) {
    throw new Error(
      `The weight "${spec.name}" does not fit. Expected shape [${shape}]. Received [${found.shape}].`,
    );
  }
  return found;
}

/** As torchvision does; see `InitialWeights`. */
function initialOf(
  layer: LayerSpec,
  { name, role, layout, shape }: ParameterSpec,
  [height, width, channels]: Shape,
  { convolutions, linear, uniformBias = false }: InitialWeights,
): Initial {
  switch (role) {
    case 'norm':
      return ONES;
    case 'shift':
      return ZEROS;
    case 'state':
      return name.endsWith('.running_var') ? ONES : ZEROS;
    case 'bias':
      if (layer.op === 'linear' && (linear === 'uniform' || uniformBias)) {
        return { uniform: 1 / Math.sqrt(height * width * channels) };
      }
      return ZEROS;
    case 'kernel':
      if (layout === 'linear') {
        return linear === 'uniform' ? { uniform: 1 / Math.sqrt(shape[1] ?? 1) } : { normal: linear };
      }
      return { normal: convolutions === 'kaiming' ? Math.sqrt(2 / fanOut(shape)) : convolutions };
  }
}

/** PyTorch's: filters times the window, for depthwise convolutions too. */
const fanOut = ([filters = 1, , height = 1, width = 1]: readonly number[]): number =>
  filters * height * width;
