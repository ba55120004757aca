import { INPUT, type LayerSpec, type NetworkSpec, type Pair } from './network';
import { windowsAlong } from './windows';

/** [height, width, channels]. */
export type Shape = readonly [number, number, number];

/** The output shape of every layer, `input` included, for images of this size. */
export function layerShapes(network: NetworkSpec, [height, width]: Pair): ReadonlyMap<string, Shape> {
  const shapes = new Map<string, Shape>([[INPUT, [height, width, network.channels]]]);
  for (const layer of network.layers) {
    const inputs = layer.inputs.map((name) => {
      const shape = shapes.get(name);
      if (!shape)
        throw new Error(`The layer "${layer.name}" takes "${name}", which no layer before it gives.`);
      return shape;
    });
    shapes.set(layer.name, outputShape(layer, inputs));
  }
  return shapes;
}

function outputShape(layer: LayerSpec, inputs: readonly Shape[]): Shape {
  const [height, width, channels] = inputs[0] ?? [0, 0, 0];
  const along = (size: Pair, stride: Pair, padding: Pair, ceil = false): Pair => [
    windowsAlong(height, size[0], stride[0], padding[0], ceil).count,
    windowsAlong(width, size[1], stride[1], padding[1], ceil).count,
  ];
  switch (layer.op) {
    case 'conv':
      return [...along(layer.kernel, layer.stride, layer.padding), layer.filters];
    case 'max-pool':
      return [...along(layer.size, layer.stride, layer.padding, layer.ceil), channels];
    case 'average-pool':
      return [...along(layer.size, layer.stride, layer.padding), channels];
    case 'adaptive-average-pool':
      return [...layer.size, channels];
    case 'linear':
      return [1, 1, layer.units];
    case 'concat':
      return [height, width, inputs.reduce((sum, [, , c]) => sum + c, 0)];
    default:
      return [height, width, channels];
  }
}

export const sizeOf = (shape: readonly number[]): number =>
  shape.reduce((product, length) => product * length, 1);
