import * as tf from '@tensorflow/tfjs';
import { noise } from './noise';
import { type Clock, type Opened, rateOf } from './stopwatch';

/** Of an inverted residual block (Sandler et al. 2018), as in the middle of MobileNetV2. */
const CHANNELS = 96;
const WIDE = 6 * CHANNELS;

/** Batch and side of the feature map. */
const SIZES = [
  [1, 7],
  [8, 14],
  [16, 28],
] as const;

/**
 * FLOP/s of frozen layers on the present backend: 1×1 convolution, 3×3 depthwise, 1×1 convolution,
 * each with bias and activation in one kernel, in the proportions of a MobileNet.
 */
export const measureInference = (now: Clock): Promise<number> =>
  rateOf(
    SIZES.map(([batch, side]) => ({
      flops: 2 * batch * side * side * (2 * CHANNELS * WIDE + 9 * WIDE),
      open: async () => invertedResidual(batch, side),
    })),
    now,
  );

function invertedResidual(batch: number, side: number): Opened {
  const random = (...shape: number[]) => noise(shape, 0.1);
  const x = random(batch, side, side, CHANNELS) as tf.Tensor4D;
  const expand = random(1, 1, CHANNELS, WIDE) as tf.Tensor4D;
  const depthwise = random(3, 3, WIDE, 1) as tf.Tensor4D;
  const project = random(1, 1, WIDE, CHANNELS) as tf.Tensor4D;
  const wideBias = random(WIDE);
  const bias = random(CHANNELS);
  const same = { strides: 1, pad: 'same' } as const;
  const narrow = { ...same, bias, activation: 'linear' } as const;
  const wide = { ...same, bias: wideBias, activation: 'relu6' } as const;
  return {
    async run() {
      const result = tf.tidy(() => {
        const expanded = tf.fused.conv2d({ x, filter: expand, ...wide });
        const mixed = tf.fused.depthwiseConv2d({ x: expanded, filter: depthwise, ...wide });
        return tf.fused.conv2d({ x: mixed, filter: project, ...narrow });
      });
      // Reading makes a GPU finish.
      await result.data();
      result.dispose();
    },
    dispose: () => tf.dispose([x, expand, depthwise, project, wideBias, bias]),
  };
}
