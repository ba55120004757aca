import * as tf from '@tensorflow/tfjs';

interface Attributes {
  readonly axis: number | readonly number[];
  readonly keepDims: boolean;
}

/**
 * The mean over height and width, [n, h, w, c] → [n, c], as average pooling with one window: the
 * backend's own kernel transposes the whole tensor first. Squeeze-and-excitation blocks are full of it.
 */
export function spatialMean(original: tf.KernelConfig): tf.KernelConfig {
  return {
    ...original,
    kernelFunc: (call) => {
      const x = call.inputs.x as tf.Tensor4D;
      const { axis, keepDims } = call.attrs as unknown as Attributes;
      const axes = tf.util.parseAxisParam([axis].flat() as number[], x.shape).sort((a, b) => a - b);
      const [batch, height, width, channels] = x.shape;
      const spatial = x.shape.length === 4 && axes.join() === '1,2';
      if (!spatial || x.dtype !== 'float32' || height * width * batch * channels === 0) {
        return original.kernelFunc(call);
      }
      return tf.tidy(() =>
        tf.reshape(
          tf.avgPool(x, [height, width], 1, 'valid'),
          keepDims ? [batch, 1, 1, channels] : [batch, channels],
        ),
      );
    },
  };
}
