import type { LayerSpec, NetworkSpec } from './network';
import { layerShapes, type Shape } from './shapes';

export interface ParameterSpec {
  /** The key in a PyTorch state dict: `<layer>.<weight>`. */
  readonly name: string;
  readonly layer: string;
  /** PyTorch's layout: see the layers in `network.ts`. */
  readonly shape: readonly number[];
  /** A `norm` scales, a `shift` moves what a batch norm gives; `state` changes in training but takes no gradient. */
  readonly role: 'kernel' | 'bias' | 'norm' | 'shift' | 'state';
  /** Which axes mean what: [out, in, h, w], [channel, 1, h, w], [out, in] or [channel]. */
  readonly layout: 'conv' | 'depthwise' | 'linear' | 'vector';
}

/** Where no dense layer sees a map whose size follows the image's, the image's size does not matter. */
const ANY_SIDE = 224;

/**
 * Every weight of a network, in the order of its layers. PyTorch's `num_batches_tracked` is none: it
 * counts, and changes no result.
 */
export function parametersOf(network: NetworkSpec, side = ANY_SIDE): readonly ParameterSpec[] {
  const shapes = layerShapes(network, [side, side]);
  return network.layers.flatMap((layer) => layerParameters(layer, shapes.get(layer.inputs[0] ?? '')));
}

export function layerParameters(layer: LayerSpec, input: Shape = [0, 0, 0]): readonly ParameterSpec[] {
  const [height, width, channels] = input;
  const vector = (kind: string, role: ParameterSpec['role'], length: number): ParameterSpec => ({
    name: `${layer.name}.${kind}`,
    layer: layer.name,
    shape: [length],
    role,
    layout: 'vector',
  });
  const kernel = (layout: ParameterSpec['layout'], shape: readonly number[]): ParameterSpec => ({
    name: `${layer.name}.weight`,
    layer: layer.name,
    shape,
    role: 'kernel',
    layout,
  });
  switch (layer.op) {
    case 'conv': {
      const depthwise = layer.groups === 'depthwise';
      const shape = [layer.filters, depthwise ? 1 : channels, ...layer.kernel];
      return [
        kernel(depthwise ? 'depthwise' : 'conv', shape),
        ...(layer.bias ? [vector('bias', 'bias', layer.filters)] : []),
      ];
    }
    case 'linear':
      return [
        kernel('linear', [layer.units, height * width * channels]),
        vector('bias', 'bias', layer.units),
      ];
    case 'norm':
      return [
        vector('weight', 'norm', channels),
        vector('bias', 'shift', channels),
        vector('running_mean', 'state', channels),
        vector('running_var', 'state', channels),
      ];
    default:
      return [];
  }
}
