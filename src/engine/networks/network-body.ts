import * as tf from '@tensorflow/tfjs';
import { chainLayers, divideLayers } from '../../plan/architectures/chains';
import { linkOf } from '../../plan/architectures/links';
import { INPUT, type NetworkSpec, type Pair } from '../../plan/architectures/network';
import { layerShapes } from '../../plan/architectures/shapes';
import type { Preprocessing } from '../../plan/catalog';
import type { Body, BodyParameter } from './network';
import { networkStep } from './network-step';
import { type NamedTensors, networkParameters } from './network-weights';
import { stepBody } from './step-body';

export interface NetworkStart {
  /** [height, width] of the images. */
  readonly size: Pair;
  readonly preprocessing: Preprocessing;
  /** All weights up to the last boundary; they stay the caller's. Without them, the body's are zero. */
  readonly weights?: NamedTensors;
}

/** A body over a network that is data, up to the last of `boundaries`; weights are named as in PyTorch. */
export function networkBody(
  network: NetworkSpec,
  boundaries: readonly string[],
  { size, preprocessing, weights }: NetworkStart,
): Body {
  const shapes = layerShapes(network, size);
  const made: BodyParameter[] = [];
  const dispose = () => tf.dispose(made.map(({ variable }) => variable));
  try {
    const blocks = divideLayers(network.layers.map(linkOf), boundaries).map((links, i) => {
      const name = boundaries[i] ?? '';
      const steps = chainLayers(links, name).map((chain) =>
        networkStep(chain, ({ spec }) => {
          const input = shapes.get(spec.inputs[0] ?? '') ?? [0, 0, 0];
          const parameters = networkParameters(spec, input, network.initial, weights);
          made.push(...parameters);
          return parameters;
        }),
      );
      return { name, steps };
    });
    return stepBody({ blocks, input: INPUT, preprocessing, dispose });
  } catch (error) {
    dispose();
    throw error;
  }
}
