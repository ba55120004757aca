import { measureMemory } from '../../src/engine/models/describe/measure-memory.ts';
import type { Body } from '../../src/engine/networks/network.ts';
import { chainLayers, divideLayers } from '../../src/plan/architectures/chains.ts';
import { linkOf } from '../../src/plan/architectures/links.ts';
import type { LayerSpec, NetworkSpec } from '../../src/plan/architectures/network.ts';
import { layerParameters } from '../../src/plan/architectures/parameters.ts';
import { layerShapes, type Shape, sizeOf } from '../../src/plan/architectures/shapes.ts';
import type { BlockInfo } from '../../src/plan/catalog.ts';

/** What the catalog says of the first blocks of a network that is data, as many as the body has. */
export function describeNetwork(network: NetworkSpec, body: Body, side: number): readonly BlockInfo[] {
  const shapes = layerShapes(network, [side, side]);
  const shapeOf = (name = ''): Shape => shapes.get(name) ?? [0, 0, 0];
  const blocks = network.blocks.slice(0, body.blocks.length);
  const inputs = [[side, side, network.channels], ...blocks.map(({ name }) => shapeOf(name))];
  const memory = measureMemory(body, inputs.slice(0, -1));
  return divideLayers(network.layers.map(linkOf), body.blocks).map((links, i) => {
    const { name = '', label = '' } = blocks[i] ?? {};
    const layers = links.map(({ spec }) => spec);
    const weights = layers.flatMap((layer) => layerParameters(layer, shapeOf(layer.inputs[0])));
    const count = (some: typeof weights) => some.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    return {
      name,
      label,
      params: count(weights),
      stored: count(weights.filter(({ role }) => role === 'state')),
      folded: chainLayers(links, name).filter(({ norm }) => norm).length,
      shape: shapeOf(name),
      flops: layers.reduce((sum, layer) => sum + flopsOf(layer, shapeOf), 0),
      activation: 0,
      kept: 0,
      ...memory[i],
    };
  });
}

/** Of convolutions; all else is small beside them. */
function flopsOf(layer: LayerSpec, shapeOf: (name?: string) => Shape): number {
  if (layer.op !== 'conv') return 0;
  const [, , channels] = shapeOf(layer.inputs[0]);
  const perOutput = layer.kernel[0] * layer.kernel[1] * (layer.groups === 'depthwise' ? 1 : channels);
  return 2 * perOutput * sizeOf(shapeOf(layer.name));
}
