import type * as tf from '@tensorflow/tfjs';
import type { FusedActivation, Link } from '../../plan/architectures/chains';

/** A layer of a LayersModel as a link of a chain. */
export interface LayersLink extends Link {
  readonly layer: tf.layers.Layer;
}

/** The layers of a model, its input left out. */
export const linksOf = (model: tf.LayersModel): LayersLink[] =>
  model.layers.filter((layer) => layer.getClassName() !== 'InputLayer').map(linkOf);

function linkOf(layer: tf.layers.Layer): LayersLink {
  const { name } = layer;
  const inputs = (layer.inboundNodes[0]?.inboundLayers ?? []).map((input) => input.name);
  const activation = activationOf(layer);
  if (isConvolution(layer)) return { name, inputs, layer, role: 'convolution' };
  if (layer.getClassName() === 'BatchNormalization') return { name, inputs, layer, role: 'norm' };
  return { name, inputs, layer, role: activation ? 'activation' : 'other', activation };
}

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
