import type { Platform } from '../platform/platform';
import { createHead } from './head';
import type { Body, Head, TrainedNetwork } from './network';
import { openBody } from './open-body';

/** A whole trained network with its weights on the backend. */
export interface OpenNetwork {
  readonly network: TrainedNetwork;
  readonly body: Body;
  readonly head: Head;
  dispose(): void;
}

export async function openNetwork(network: TrainedNetwork, platform: Platform): Promise<OpenNetwork> {
  const { model, head: headSpec, classes, weights } = network;
  const body = await openBody(model, platform, weights);
  return withHead(network, body, () => createHead(headSpec, model.features, classes.length, { weights }));
}

/** A body and the head that is made for it; owns both. Without a head the body goes too. */
export function withHead(network: TrainedNetwork, body: Body, openHead: () => Head): OpenNetwork {
  try {
    const head = openHead();
    return {
      network,
      body,
      head,
      dispose() {
        body.dispose();
        head.dispose();
      },
    };
  } catch (error) {
    body.dispose();
    throw error;
  }
}
