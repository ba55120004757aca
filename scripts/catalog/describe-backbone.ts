import { describeBlocks } from '../../src/engine/models/describe/describe-blocks.ts';
import type { LoadedNetwork } from '../../src/engine/models/describe/loaded-network.ts';
import { cutPoints } from '../../src/engine/models/describe/network-graph.ts';
import { openBody } from '../../src/engine/networks/open-body.ts';
import type { Platform } from '../../src/engine/platform/platform.ts';
import type { BackboneInfo, BlockInfo } from '../../src/plan/catalog.ts';
import type { BackboneFacts } from './backbone-facts.ts';

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
  const labelled = boundaries.map((name) => ({ name, label: blockLabel(name) ?? name }));
  for (const side of facts.inputSizes) blocks[side] = await describeBlocks(network, body, labelled, side);
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
