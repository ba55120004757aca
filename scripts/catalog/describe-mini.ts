import type { Platform } from '../../src/engine/platform/platform.ts';
import { describeNetwork } from '../../src/plan/architectures/describe-network.ts';
import { lastFeatures } from '../../src/plan/architectures/index.ts';
import type { NetworkSpec } from '../../src/plan/architectures/network.ts';
import type { BackboneInfo, BlockInfo } from '../../src/plan/catalog.ts';
import { type Mini, PREPROCESSING, SIDE } from '../pretrain/recipe.ts';
import { SOURCE_CLASSES } from '../pretrain/source-data.ts';

const INPUT_SIZES = [SIDE, 64, 96];

/** The catalog record of a network of the small family, with the classifier that names its source classes. */
export async function describeMini(
  { id, label, family }: Mini,
  weights: string,
  platform: Platform,
): Promise<BackboneInfo> {
  const { json } = await platform.model(id);
  const { network } = json as unknown as { readonly network: NetworkSpec };
  const blocks: Record<string, readonly BlockInfo[]> = {};
  for (const side of INPUT_SIZES) {
    blocks[side] = describeNetwork(network, side) ?? [];
  }
  return {
    id,
    label: `${label} · letters and emoji`,
    family,
    format: 'network',
    sourceTask: 'Naming 62 letters of Latin, Cyrillic and Arabic and 5 groups of emoji',
    licence: 'MIT (Graft)',
    origin: `trained with Graft: pretrained/${id}/README.md`,
    note: 'Tiny, and trained for minutes on drawn letters and emoji: the fastest to try, offline. It has never seen a photograph.',
    preprocessing: PREPROCESSING,
    inputSizes: INPUT_SIZES,
    defaultInputSize: SIDE,
    defaultCut: lastFeatures(network),
    classifier: { block: network.blocks.at(-1)?.name ?? '', classes: SOURCE_CLASSES },
    weights,
    blocks,
  };
}
