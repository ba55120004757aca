import { openBody } from '../../src/engine/networks/open-body.ts';
import type { Platform } from '../../src/engine/platform/platform.ts';
import type { BackboneInfo, BlockInfo } from '../../src/plan/catalog.ts';
import type { BackboneFacts } from './backbone-facts.ts';
import type { LoadedNetwork } from './loaded-network.ts';
import { measureMemory } from './measure-memory.ts';
import { cutPoints, divide } from './network-graph.ts';

/** The catalog record of a backbone: its facts, and its blocks as the loaded network shows them. */
export async function describeBackbone(
  facts: BackboneFacts,
  network: LoadedNetwork,
  weights: string,
  platform: Platform,
): Promise<BackboneInfo> {
  const { blockLabel, ...stated } = facts;
  const cuts = cutPoints(network.graph, network.input);
  const boundaries = lastOfEachLabel(
    network.graph.map((node) => node.name).filter((name) => cuts.has(name)),
    blockLabel,
  );
  if (!boundaries.includes(facts.defaultCut)) {
    throw new Error(`${facts.id}: the default cut "${facts.defaultCut}" does not end a block.`);
  }
  const body = await openBody(
    {
      body: { op: 'backbone', backbone: facts.id, weights },
      blocks: boundaries,
      input: {
        modality: 'image',
        shape: [facts.defaultInputSize, facts.defaultInputSize, 3],
        preprocessing: facts.preprocessing,
      },
    },
    platform,
  );
  const blocks: Record<string, readonly BlockInfo[]> = {};
  for (const side of facts.inputSizes) {
    const described = await describeBlocks(facts, network, boundaries, side);
    const memory = measureMemory(body, [
      [side, side, 3],
      ...described.slice(0, -1).map(({ shape }) => shape),
    ]);
    blocks[side] = described.map((block, i) => ({ ...block, activation: 0, kept: 0, ...memory[i] }));
  }
  body.dispose();
  return { ...stated, weights, blocks };
}

/** A block that ends with an addition also has a projection before it: both bear its label, the later counts. */
function lastOfEachLabel(names: readonly string[], label: BackboneFacts['blockLabel']): string[] {
  const last = new Map<string, string>();
  for (const name of names) {
    const text = label(name);
    if (text !== undefined) last.set(text, name);
  }
  const kept = new Set(last.values());
  return names.filter((name) => kept.has(name));
}

async function describeBlocks(
  facts: BackboneFacts,
  network: LoadedNetwork,
  boundaries: readonly string[],
  side: number,
): Promise<Omit<BlockInfo, 'activation' | 'kept'>[]> {
  const convolutions = network.graph.filter((node) => node.multiplyAddsPerOutput > 0);
  const names = new Set([...convolutions.map((node) => node.name), ...boundaries]);
  const shapes = await network.shapes(side, [...names]);
  const valuesOf = (name: string) =>
    (shapes.get(name) ?? []).reduce((product, length) => product * length, 1);
  const folded = network.folded(boundaries);
  return divide(network.graph, boundaries).map((nodes, i) => {
    const name = boundaries[i] ?? '';
    const [height = 0, width = 0, channels = 0] = shapes.get(name) ?? [];
    const multiplyAdds = nodes
      .filter((node) => node.multiplyAddsPerOutput > 0)
      .reduce((sum, node) => sum + node.multiplyAddsPerOutput * valuesOf(node.name), 0);
    return {
      name,
      label: facts.blockLabel(name) ?? name,
      params: nodes.reduce((sum, node) => sum + node.params, 0),
      stored: nodes.reduce((sum, node) => sum + node.stored, 0),
      folded: folded[i] ?? 0,
      shape: [height, width, channels],
      flops: 2 * multiplyAdds,
    };
  });
}
