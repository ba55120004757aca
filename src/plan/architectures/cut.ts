import type { NetworkSpec } from './network';

/** A network up to the layer `output`: what only the rest needed is left out. */
export function networkUpTo(network: NetworkSpec, output: string): NetworkSpec {
  const byName = new Map(network.layers.map((layer) => [layer.name, layer]));
  if (!byName.has(output)) throw new Error(`The network has no layer "${output}".`);
  const needed = new Set<string>();
  const open = [output];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (needed.has(name)) continue;
    needed.add(name);
    open.push(...(byName.get(name)?.inputs ?? []));
  }
  return {
    ...network,
    layers: network.layers.filter(({ name }) => needed.has(name)),
    blocks: network.blocks.filter(({ name }) => needed.has(name)),
  };
}
