import type { BlockInfo } from '../../../plan/catalog';
import type { Body } from '../../networks/network';
import { tunableOf } from '../../networks/tunable';
import type { LoadedNetwork } from './loaded-network';
import { measureMemory } from './measure-memory';
import { divide } from './network-graph';

/** Where a block ends: a node of the network, and its name for people. */
export interface Boundary {
  readonly name: string;
  readonly label: string;
}

/**
 * What the catalog says of a network's blocks for images of `side` × `side`: counted from its graph and
 * shapes, and for memory measured on the body as the engine runs it. Needs a backend.
 */
export async function describeBlocks(
  network: LoadedNetwork,
  body: Body,
  boundaries: readonly Boundary[],
  side: number,
): Promise<readonly BlockInfo[]> {
  const counted = await countBlocks(network, boundaries, side);
  const inputs = [[side, side, 3], ...counted.slice(0, -1).map(({ shape }) => shape)];
  const memory = measureMemory(body, inputs);
  return counted.map((block, i) => ({
    ...block,
    tunable: tunableOf(body.parameters(i, i + 1)),
    activation: 0,
    kept: 0,
    ...memory[i],
  }));
}

async function countBlocks(
  network: LoadedNetwork,
  boundaries: readonly Boundary[],
  side: number,
): Promise<Omit<BlockInfo, 'activation' | 'kept'>[]> {
  const ends = boundaries.map(({ name }) => name);
  const convolutions = network.graph.filter((node) => node.multiplyAddsPerOutput > 0);
  const names = new Set([...convolutions.map((node) => node.name), ...ends]);
  const shapes = await network.shapes(side, [...names]);
  const valuesOf = (name: string) =>
    (shapes.get(name) ?? []).reduce((product, length) => product * length, 1);
  const folded = network.folded(ends);
  return divide(network.graph, ends).map((nodes, i) => {
    const { name = '', label = '' } = boundaries[i] ?? {};
    const [height = 0, width = 0, channels = 0] = shapes.get(name) ?? [];
    const multiplyAdds = nodes
      .filter((node) => node.multiplyAddsPerOutput > 0)
      .reduce((sum, node) => sum + node.multiplyAddsPerOutput * valuesOf(node.name), 0);
    return {
      name,
      label,
      params: nodes.reduce((sum, node) => sum + node.params, 0),
      stored: nodes.reduce((sum, node) => sum + node.stored, 0),
      folded: folded[i] ?? 0,
      shape: [height, width, channels],
      flops: 2 * multiplyAdds,
    };
  });
}
