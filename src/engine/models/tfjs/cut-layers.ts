import { ancestors } from '../ancestors.ts';
import { ModelError } from '../model-error.ts';
import { type PreparedModel, selectWeights, type WeightSpec } from './prepared.ts';

/** A layer in the topology of a functional Keras 2 model, as TF.js reads it. */
export interface KerasLayer {
  readonly name: string;
  readonly class_name: string;
  readonly config: Record<string, unknown>;
  readonly inbound_nodes: readonly (readonly [string, ...unknown[]][])[];
}

export interface LayersTopology {
  readonly keras_version: string;
  readonly backend: string;
  readonly model_config: {
    readonly class_name: string;
    readonly config: { readonly name: string; readonly layers: readonly KerasLayer[] } & Record<
      string,
      unknown
    >;
  };
}

/** The layers that `output` depends on, itself included, in their order. */
function layersUpTo(layers: readonly KerasLayer[], output: string): KerasLayer[] {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const needed = ancestors(output, (name) => {
    const layer = byName.get(name);
    if (!layer) throw new ModelError('bad-tfjs', `The model has no layer "${name}".`);
    return layer.inbound_nodes.flat().map(([from]) => from);
  });
  return layers.filter((layer) => needed.has(layer.name));
}

/** Lets the input have any height and width. */
function widen(layer: KerasLayer): KerasLayer {
  if (layer.class_name !== 'InputLayer') return layer;
  return { ...layer, config: { ...layer.config, batch_input_shape: [null, null, null, 3] } };
}

/**
 * A LayersModel cut at the layer `output`: what is behind it and its weights are dropped. Its input
 * takes images of any size.
 */
export function cutLayersModel(
  topology: LayersTopology,
  specs: readonly WeightSpec[],
  weights: Uint8Array,
  output: string,
): PreparedModel {
  const { model_config: model, keras_version, backend } = topology;
  const layers = layersUpTo(model.config.layers, output).map(widen);
  const kept = new Set(layers.map((layer) => layer.name));
  return {
    format: 'layers-model',
    modelTopology: {
      keras_version,
      backend,
      model_config: {
        ...model,
        config: { ...model.config, layers, output_layers: [[output, 0, 0]] },
      },
    },
    ...selectWeights(specs, weights, (name) => kept.has(name.slice(0, name.lastIndexOf('/')))),
  };
}
