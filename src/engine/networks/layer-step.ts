import * as tf from '@tensorflow/tfjs';
import { type FusedActivation, fusedConvolution } from '../backend/fused-convolution';
import { derive } from '../data/random';
import { type NormWeights, normaliseBatch, storedAffine } from './batch-norm';
import { derived } from './derived';
import type { LayerChain } from './layer-chain';
import { layerParameters, layerWeight } from './layer-weights';
import type { ForwardMode, Parameter } from './network';

/** One executable piece of a network. */
export interface LayerStep {
  readonly inputs: readonly string[];
  readonly output: string;
  readonly parameters: readonly Parameter[];
  /** The caller owns inputs and result. */
  run(inputs: readonly tf.Tensor[], mode: ForwardMode): tf.Tensor;
  dispose(): void;
}

export function layerStep(chain: LayerChain): LayerStep {
  const { layer, norm, inputs, output } = chain;
  const parameters = [layer, ...(norm ? [norm] : [])].flatMap(layerParameters);
  const runner = runnerOf(chain);
  return { inputs, output, parameters, run: runner.run, dispose: runner.dispose ?? (() => {}) };
}

type Runner = Pick<LayerStep, 'run'> & { readonly dispose?: () => void };

function runnerOf(chain: LayerChain): Runner {
  const { layer } = chain;
  switch (layer.getClassName()) {
    case 'Conv2D':
    case 'DepthwiseConv2D':
      return chain.layer.getConfig().activation === 'linear' ? convolution(chain) : plain(layer);
    case 'BatchNormalization':
      return normalisation(layer);
    case 'Dropout':
      return dropout(layer);
    default:
      return plain(layer);
  }
}

const single = (inputs: readonly tf.Tensor[]): tf.Tensor => {
  const [input] = inputs;
  if (!input) throw new Error('A layer without input was run.');
  return input;
};

const plain = (layer: tf.layers.Layer): Runner => ({
  run(inputs) {
    return layer.apply(inputs.length === 1 ? single(inputs) : [...inputs]) as tf.Tensor;
  },
});

/** The layer's own seed is fixed; ours differs from batch to batch and repeats from run to run. */
function dropout(layer: tf.layers.Layer): Runner {
  const rate = Number(layer.getConfig().rate);
  return {
    run: (inputs, { training, seed }) =>
      training && rate > 0
        ? tf.dropout(single(inputs), rate, undefined, derive(seed, layer.name))
        : single(inputs).clone(),
  };
}

const takesBatchStatistics = ({ training, batchNorm }: ForwardMode): boolean =>
  training && batchNorm === 'batch';

function normalisation(layer: tf.layers.Layer): Runner {
  const weights = normWeights(layer);
  return {
    run(inputs, mode) {
      if (takesBatchStatistics(mode)) return normaliseBatch(single(inputs), weights);
      return tf.tidy(() => {
        const { scale, shift } = storedAffine(weights);
        return tf.add(tf.mul(single(inputs), scale), shift);
      });
    },
  };
}

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

/**
 * A convolution, with the batch norm and activation behind it. With stored statistics the norm is
 * folded into kernel and bias: one pass over the activations instead of three, forward and backward.
 */
function convolution({ layer, norm, activation = 'linear' }: LayerChain): Runner {
  const depthwise = layer.getClassName() === 'DepthwiseConv2D';
  const kernel = layerWeight(layer, depthwise ? 'depthwise_kernel' : 'kernel');
  if (!kernel) throw new Error(`The convolution "${layer.name}" has no kernel.`);
  const ownBias = layerWeight(layer, 'bias');
  const weights = norm && normWeights(norm);
  const convolve = convolver(layer, depthwise);
  const folded =
    weights && derived(sourcesOf(kernel, ownBias, weights), () => fold(kernel, ownBias, weights, depthwise));
  return {
    run: ([x], mode) =>
      tf.tidy(() => {
        if (!weights || !folded) return convolve(x as tf.Tensor4D, kernel, ownBias, activation);
        if (takesBatchStatistics(mode)) {
          const raw = convolve(x as tf.Tensor4D, kernel, ownBias, 'linear');
          return activate(normaliseBatch(raw, weights), activation);
        }
        const [filter, bias] = folded.get();
        return convolve(x as tf.Tensor4D, filter as tf.Tensor4D, bias, activation);
      }),
    dispose: () => folded?.dispose(),
  };
}

type Convolve = (
  x: tf.Tensor4D,
  filter: tf.Tensor,
  bias: tf.Tensor | undefined,
  activation: FusedActivation,
) => tf.Tensor;

function convolver(layer: tf.layers.Layer, depthwise: boolean): Convolve {
  const config = layer.getConfig();
  const strides = config.strides as [number, number];
  const dilations = config.dilationRate as [number, number];
  const pad = config.padding as 'same' | 'valid';
  return (x, filter, bias, activation) =>
    fusedConvolution({ x, filter, bias, depthwise, strides, pad, dilations, activation });
}

const sourcesOf = (kernel: tf.Tensor, bias: tf.Tensor | undefined, norm: NormWeights): tf.Tensor[] =>
  [kernel, bias, norm.gamma, norm.beta, norm.mean, norm.variance].filter((each) => each !== undefined);

/** (x ∗ k + b) · scale + shift = x ∗ (k · scale) + (b · scale + shift). */
function fold(
  kernel: tf.Tensor,
  bias: tf.Tensor | undefined,
  norm: NormWeights,
  depthwise: boolean,
): tf.Tensor[] {
  const { scale, shift } = storedAffine(norm);
  // The output channels of a depthwise kernel [h, w, c, m] are its last two axes.
  const perChannel = depthwise ? tf.reshape(scale, kernel.shape.slice(2)) : scale;
  return [tf.mul(kernel, perChannel), bias ? tf.add(tf.mul(bias, scale), shift) : shift];
}

function activate(x: tf.Tensor, activation: FusedActivation): tf.Tensor {
  if (activation === 'relu') return tf.relu(x);
  return activation === 'relu6' ? tf.relu6(x) : x;
}
