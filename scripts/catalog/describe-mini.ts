import { openBody } from '../../src/engine/networks/open-body.ts';
import type { Platform } from '../../src/engine/platform/platform.ts';
import { CLASSIFIER, type NetworkSpec } from '../../src/plan/architectures/network.ts';
import type { BackboneInfo, BlockInfo } from '../../src/plan/catalog.ts';
import { type Mini, PREPROCESSING, SIDE } from '../pretrain/recipe.ts';
import { describeNetwork } from './describe-network.ts';

const INPUT_SIZES = [SIDE, 64, 96];

/** The catalog record of a network of the small family, without its classifier. */
export async function describeMini(
  { id, label, family }: Mini,
  weights: string,
  platform: Platform,
): Promise<BackboneInfo> {
  const { json } = await platform.model(id);
  const { network } = json as unknown as { readonly network: NetworkSpec };
  const names = network.blocks.filter(({ stage }) => stage !== CLASSIFIER).map(({ name }) => name);
  const blocks: Record<string, readonly BlockInfo[]> = {};
  for (const side of INPUT_SIZES) {
    const body = await openBody(
      {
        body: { op: 'backbone', backbone: id, weights },
        blocks: names,
        input: { modality: 'image', shape: [side, side, 3], preprocessing: PREPROCESSING },
      },
      platform,
    );
    blocks[side] = describeNetwork(network, body, side);
    body.dispose();
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
    defaultCut: names.at(-1) ?? '',
    weights,
    blocks,
  };
}
