import * as tf from '@tensorflow/tfjs';
import type { FusedConvolution } from '../fused-convolution';
import { CLAMP_GRADIENT } from '../wasm-kernels/clamp-gradient';

interface Attributes extends Pick<FusedConvolution, 'strides' | 'pad' | 'dilations' | 'activation'> {
  readonly dataFormat: 'NHWC';
}

/**
 * Gradients of the kernels that do convolution, bias and activation at once. The library has none: it
 * never puts these kernels on its tape. `fusedConvolution` does, without dilation.
 */
function gradientOf(kernelName: string, gradients: string): tf.GradConfig {
  return {
    kernelName,
    inputsToSave: ['x', 'filter'],
    outputsToSave: [true],
    gradFunc(dy, saved, attributes) {
      const [x, filter, y] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
      const { activation, ...geometry } = attributes as unknown as Attributes;
      const inner = throughClamp(dy as tf.Tensor, y, activation);
      const run = (of: 'Input' | 'Filter', inputs: tf.NamedTensorMap, shape: object): tf.Tensor =>
        tf.engine().runKernel(gradients + of, inputs, { ...geometry, ...shape });
      return {
        x: () => run('Input', { dy: inner.dx, filter }, { inputShape: x.shape }),
        filter: () => run('Filter', { x, dy: inner.dx }, { filterShape: filter.shape }),
        bias: inner.bias,
      };
    },
  };
}

interface Inner {
  /** The gradient of what goes into the activation. */
  readonly dx: tf.Tensor;
  bias(): tf.Tensor;
}

/** Back through the activation: the output tells where it let the input pass, 0 < y or 0 < y < 6. */
function throughClamp(dy: tf.Tensor, y: tf.Tensor, activation: FusedConvolution['activation']): Inner {
  if (activation === 'linear') return { dx: dy, bias: () => sumOf(dy) };
  const high = activation === 'relu6' ? 6 : Number.POSITIVE_INFINITY;
  if ((y.shape.at(-1) ?? 0) % 4 === 0 && tf.getKernel(CLAMP_GRADIENT, tf.getBackend())) {
    const [dx, bias] = tf.engine().runKernel(CLAMP_GRADIENT, { y, dy }, { low: 0, high }) as unknown as [
      tf.Tensor,
      tf.Tensor,
    ];
    return { dx, bias: () => bias };
  }
  const above = tf.step(y);
  const passed = activation === 'relu6' ? tf.mul(above, tf.step(tf.sub(6, y))) : above;
  const dx = tf.mul(dy, passed);
  return { dx, bias: () => sumOf(dx) };
}

/** All but the last axis. */
const sumOf = (dy: tf.Tensor): tf.Tensor => tf.sum(dy, [...dy.shape.keys()].slice(0, -1));

export const fusedConvolutionGradients: readonly tf.GradConfig[] = [
  gradientOf('FusedConv2D', 'Conv2DBackprop'),
  gradientOf('FusedDepthwiseConv2D', 'DepthwiseConv2dNativeBackprop'),
];
