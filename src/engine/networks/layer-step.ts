import type * as tf from '@tensorflow/tfjs';
import type { Chain } from '../../plan/architectures/chains';
import type { NormWeights } from './batch-norm';
import { dropout } from './dropout';
import { foldedConvolution } from './folded-convolution';
import type { LayersLink } from './layer-chain';
import { layerParameters, layerWeight } from './layer-weights';
import { normalisation } from './normalisation';
import { type Runner, type Step, single } from './step';

export function layerStep(chain: Chain<LayersLink>): Step {
  const { layer, norm, inputs, output } = chain;
  const parameters = [layer, ...(norm ? [norm] : [])].flatMap((link) => layerParameters(link.layer));
  return { inputs, output, parameters, ...runnerOf(chain) };
}

function runnerOf(chain: Chain<LayersLink>): Runner {
  const { layer, role } = chain.layer;
  if (role === 'convolution') return convolution(chain);
  if (role === 'norm') return normalisation(normWeights(layer));
  if (layer.getClassName() === 'Dropout') return dropout(layer.name, Number(layer.getConfig().rate));
  return plain(layer);
}

const plain = (layer: tf.layers.Layer): Runner => ({
  run(inputs) {
    return layer.apply(inputs.length === 1 ? single(inputs) : [...inputs]) as tf.Tensor;
  },
});

function normWeights(layer: tf.layers.Layer): NormWeights {
  const { epsilon, momentum } = layer.getConfig();
  const mean = layerWeight(layer, 'moving_mean');
  const variance = layerWeight(layer, 'moving_variance');
  if (!mean || !variance) throw new Error(`The batch norm "${layer.name}" has no stored statistics.`);
  return {
    gamma: layerWeight(layer, 'gamma'),
    beta: layerWeight(layer, 'beta'),
    mean,
    variance,
    epsilon: Number(epsilon),
    momentum: Number(momentum),
  };
}

function convolution({ layer: { layer }, norm, activation }: Chain<LayersLink>): Runner {
  const depthwise = layer.getClassName() === 'DepthwiseConv2D';
  const kernel = layerWeight(layer, depthwise ? 'depthwise_kernel' : 'kernel');
  if (!kernel) throw new Error(`The convolution "${layer.name}" has no kernel.`);
  const config = layer.getConfig();
  return foldedConvolution({
    kernel,
    bias: layerWeight(layer, 'bias'),
    norm: norm && normWeights(norm.layer),
    depthwise,
    strides: config.strides as [number, number],
    dilations: config.dilationRate as [number, number],
    pad: config.padding as 'same' | 'valid',
    activation: activation ?? 'linear',
  });
}
