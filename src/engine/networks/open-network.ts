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
  try {
    const head = createHead(headSpec, model.features, classes.length, { weights });
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
