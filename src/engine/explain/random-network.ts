import { derive } from '../data/random';
import { createHead } from '../networks/head';
import { restart } from '../networks/initial';
import type { TrainedNetwork } from '../networks/network';
import { openBody } from '../networks/open-body';
import { type OpenNetwork, withHead } from '../networks/open-network';
import type { Platform } from '../platform/platform';

/**
 * The same architecture with every weight drawn anew: the model-parameter randomisation test of Adebayo et
 * al. (2018) asks whether its maps differ from those of the trained network.
 */
export async function openRandom(
  network: TrainedNetwork,
  platform: Platform,
  seed: number,
): Promise<OpenNetwork> {
  const { model, head: headSpec, classes } = network;
  const body = await openBody(model, platform);
  restart(body.parameters(0, model.blocks.length), derive(seed, 'random network'));
  return withHead(network, body, () =>
    createHead(headSpec, model.features, classes.length, { seed: derive(seed, 'random head') }),
  );
}
