import type { ModelFiles } from '../../platform/platform';
import type { TrainedHead } from '../library-model';
import { floatWeight, type StoredWeight, storedWeights, withWeights } from '../weights-manifest';
import { type HeadLayer, headLayers, PROBABILITIES } from './head-plan';

interface KerasLayer {
  readonly name?: string;
  readonly class_name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly inbound_nodes?: unknown;
}

interface KerasModel {
  readonly class_name: string;
  readonly config: { readonly layers: readonly KerasLayer[] } & Readonly<Record<string, unknown>>;
}

/** A layer to add: its Keras class, configuration and weights. */
interface Added {
  readonly name: string;
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly weights: readonly StoredWeight[];
}

/** A LayersModel with the head that was trained on its layer `output` behind it: it gives probabilities [n, classes]. */
export function layersWithHead(
  files: ModelFiles,
  { output, side }: { readonly output: string; readonly side: number },
  head: TrainedHead,
): ModelFiles {
  // Keras's own files have the model one level deeper than those that TF.js writes.
  const topology = files.json.modelTopology as KerasModel | { readonly model_config: KerasModel };
  const model = 'model_config' in topology ? topology.model_config : topology;
  const names = new Set(model.config.layers.map(({ name, config }) => name ?? String(config.name)));
  const added = addedLayers(head, (name) => freeName(name, names));
  const isSequential = model.class_name === 'Sequential';
  const layers = added.map(({ name, className, config }, index): KerasLayer => {
    const from = added[index - 1]?.name ?? output;
    const wires = isSequential ? {} : { name, inbound_nodes: [[[from, 0, 0, {}]]] };
    return { class_name: className, config: { name, trainable: true, ...config }, ...wires };
  });
  const own = head.pooling === 'flatten' ? ofSide(model.config.layers, side) : model.config.layers;
  const config = {
    ...model.config,
    layers: [...own, ...layers],
    ...(!isSequential && { output_layers: [[added.at(-1)?.name ?? output, 0, 0]] }),
  };
  const whole = { ...model, config };
  const json = {
    ...files.json,
    modelTopology: 'model_config' in topology ? { ...topology, model_config: whole } : whole,
  };
  return withWeights(json, [...storedWeights(files), ...added.flatMap(({ weights }) => weights)]);
}

const POOLINGS: Readonly<Record<TrainedHead['pooling'], string>> = {
  average: 'GlobalAveragePooling2D',
  max: 'GlobalMaxPooling2D',
  flatten: 'Flatten',
};

function addedLayers(head: TrainedHead, free: (name: string) => string): readonly Added[] {
  const plain = (name: string, className: string, config: Added['config'] = {}): Added => ({
    name: free(name),
    className,
    config,
    weights: [],
  });
  return [
    plain('head_pooled', POOLINGS[head.pooling]),
    ...headLayers(head).map((layer) => weighted(layer, free(layer.name.replace('/', '_')))),
    plain(PROBABILITIES, 'Activation', { activation: 'softmax' }),
  ];
}

/** TF.js finds weights by `layer/kind`. */
function weighted(layer: HeadLayer, name: string): Added {
  const stored = (kind: string, { shape, data }: { shape: readonly number[]; data: Float32Array }) =>
    floatWeight(`${name}/${kind}`, shape, Float32Array.from(data));
  switch (layer.op) {
    case 'dense':
      return {
        name,
        className: 'Dense',
        config: { units: layer.bias.data.length, activation: 'linear', use_bias: true },
        weights: [stored('kernel', layer.kernel), stored('bias', layer.bias)],
      };
    case 'norm':
      return {
        name,
        className: 'BatchNormalization',
        config: { axis: -1, epsilon: layer.epsilon, center: true, scale: true },
        weights: [
          stored('gamma', layer.gamma),
          stored('beta', layer.beta),
          stored('moving_mean', layer.mean),
          stored('moving_variance', layer.variance),
        ],
      };
    case 'relu':
      return { name, className: 'Activation', config: { activation: 'relu' }, weights: [] };
  }
}

/** The name itself, or with a number behind it, where the body has a layer of that name. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let number = 1; ; number++) if (!taken.has(`${name}_${number}`)) return `${name}_${number}`;
}

/** A flattened map has a length of its own only where the images have one. */
const ofSide = (layers: readonly KerasLayer[], side: number): readonly KerasLayer[] =>
  layers.map((layer, index) => {
    const shape = layer.config.batch_input_shape;
    if (index > 0 || !Array.isArray(shape)) return layer;
    const [batch, , , channels] = shape as readonly unknown[];
    return { ...layer, config: { ...layer.config, batch_input_shape: [batch, side, side, channels] } };
  });
