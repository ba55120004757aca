import * as tf from '@tensorflow/tfjs';
import { type FusedConvolution, fusedConvolution } from '../backend/fused-convolution';
import { type NormWeights, storedAffine } from './batch-norm';
import { derived } from './derived';
import { normalise, takesBatchStatistics } from './normalisation';
import { type Runner, single } from './step';

export interface ConvolutionParts extends Omit<FusedConvolution, 'x' | 'filter' | 'bias'> {
  readonly kernel: tf.Tensor;
  readonly bias?: tf.Tensor;
  readonly norm?: NormWeights;
}

/**
 * A convolution, with the batch norm and activation behind it. With stored statistics the norm is
 * folded into kernel and bias: one pass over the activations instead of three, forward and backward.
 */
export function foldedConvolution(parts: ConvolutionParts): Runner {
  const { kernel, bias: ownBias, norm, depthwise, activation } = parts;
  const convolve = (
    x: tf.Tensor,
    filter: tf.Tensor,
    bias: tf.Tensor | undefined,
    activation: FusedConvolution['activation'],
  ) => fusedConvolution({ ...parts, x, filter, bias, activation });
  if (!norm) return { run: (inputs) => convolve(single(inputs), kernel, ownBias, activation) };
  const folded = derived(sourcesOf(kernel, ownBias, norm), () => fold(kernel, ownBias, norm, depthwise));
  return {
    run: (inputs, mode) =>
      tf.tidy(() => {
        const x = single(inputs);
        if (takesBatchStatistics(mode)) {
          return activate(normalise(convolve(x, kernel, ownBias, 'linear'), norm, mode), activation);
        }
        const [filter = kernel, bias] = folded.get();
        return convolve(x, filter, bias, activation);
      }),
    dispose: () => folded.dispose(),
  };
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

function activate(x: tf.Tensor, activation: FusedConvolution['activation']): tf.Tensor {
  if (activation === 'relu') return tf.relu(x);
  return activation === 'relu6' ? tf.relu6(x) : x;
}
