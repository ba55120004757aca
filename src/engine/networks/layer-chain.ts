import type * as tf from '@tensorflow/tfjs';
import type { FusedActivation } from '../backend/fused-convolution';

/** Layers that run as one: a convolution with the batch norm and activation right behind it. */
export interface LayerChain {
  readonly layer: tf.layers.Layer;
  readonly norm?: tf.layers.Layer;
  readonly activation?: FusedActivation;
  /** Names of the layers whose outputs it takes. */
  readonly inputs: readonly string[];
  /** Name of the layer whose output it gives. */
  readonly output: string;
}

/** Layers of each block, in topological order: all that its boundary needs and no earlier block holds. */
export function divideLayers(
  model: tf.LayersModel,
  boundaries: readonly string[],
): (readonly tf.layers.Layer[])[] {
  const taken = new Set<string>();
  return boundaries.map((boundary) => {
    const needed = new Set<string>();
    const open = [boundary];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (taken.has(name) || needed.has(name)) continue;
      needed.add(name);
      open.push(...inputsOf(model.getLayer(name)));
    }
    for (const name of needed) taken.add(name);
    return model.layers.filter((layer) => needed.has(layer.name) && layer.getClassName() !== 'InputLayer');
  });
}

/** Joins convolutions with what follows them, where nothing else needs the values between. */
export function chainLayers(layers: readonly tf.layers.Layer[], boundary: string): LayerChain[] {
  const users = new Map<string, tf.layers.Layer[]>();
  for (const layer of layers) {
    for (const input of inputsOf(layer)) users.set(input, [...(users.get(input) ?? []), layer]);
  }
  const onlyUser = (layer: tf.layers.Layer): tf.layers.Layer | undefined => {
    const [user, another] = users.get(layer.name) ?? [];
    return layer.name === boundary || another ? undefined : user;
  };
  const joined = new Set<string>();
  const chains: LayerChain[] = [];
  for (const layer of layers) {
    if (joined.has(layer.name)) continue;
    const inputs = inputsOf(layer);
    if (!isConvolution(layer)) {
      chains.push({ layer, inputs, output: layer.name });
      continue;
    }
    let last = layer;
    const next = onlyUser(last);
    const norm = next?.getClassName() === 'BatchNormalization' ? next : undefined;
    if (norm) last = norm;
    const after = onlyUser(last);
    const activation = after && activationOf(after);
    if (after && activation) last = after;
    for (const { name } of [norm, activation && after].flatMap((each) => each ?? [])) joined.add(name);
    chains.push({ layer, norm, activation, inputs, output: last.name });
  }
  return chains;
}

const inputsOf = (layer: tf.layers.Layer): string[] =>
  (layer.inboundNodes[0]?.inboundLayers ?? []).map(({ name }) => name);

/** A convolution whose own activation is linear, as before a batch norm. */
function isConvolution(layer: tf.layers.Layer): boolean {
  const known = ['Conv2D', 'DepthwiseConv2D'].includes(layer.getClassName());
  return (
    known && layer.getConfig().activation === 'linear' && layer.getConfig().dataFormat !== 'channelsFirst'
  );
}

function activationOf(layer: tf.layers.Layer): FusedActivation | undefined {
  const config = layer.getConfig();
  if (layer.getClassName() === 'Activation') {
    const { activation } = config;
    return activation === 'relu' || activation === 'relu6' ? activation : undefined;
  }
  if (layer.getClassName() !== 'ReLU') return undefined;
  if (config.maxValue === undefined || config.maxValue === null) return 'relu';
  return config.maxValue === 6 ? 'relu6' : undefined;
}
