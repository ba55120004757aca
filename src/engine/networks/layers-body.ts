import type * as tf from '@tensorflow/tfjs';
import { chainLayers, divideLayers } from '../../plan/architectures/chains';
import type { Preprocessing } from '../../plan/catalog';
import { linksOf } from './layer-chain';
import { layerStep } from './layer-step';
import type { Body } from './network';
import { stepBody } from './step-body';

/**
 * A body over a LayersModel. It owns the model. `boundaries` are layer names, each an output that alone
 * determines all that follows.
 */
export function layersBody(
  model: tf.LayersModel,
  boundaries: readonly string[],
  preprocessing: Preprocessing,
): Body {
  return stepBody({
    blocks: divideLayers(linksOf(model), boundaries).map((links, i) => {
      const name = boundaries[i] ?? '';
      return { name, steps: chainLayers(links, name).map(layerStep) };
    }),
    input: model.inputNames[0] ?? '',
    preprocessing,
    dispose: () => model.dispose(),
  });
}
