import * as tf from '@tensorflow/tfjs';
import { type Aligned, align, type ConvInfo, overKernel } from './aligned';
import type { ConvolutionAttributes } from './attributes';

interface Attributes extends ConvolutionAttributes {
  readonly filterShape: [number, number, number, number];
}

/**
 * Gradient of a convolution's filter [kh, kw, ci, co]: for each kernel offset, xᵀ · dy. A product with
 * `transposeA` is an order of magnitude slower on WASM than an explicit transpose, so one operand is
 * transposed, once for all offsets.
 */
export const convFilterGradient: tf.KernelConfig = {
  kernelName: 'Conv2DBackpropFilter',
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs }) => {
    const { strides, pad, dimRoundingMode, filterShape } = attrs as unknown as Attributes;
    return tf.tidy(() => {
      const x = inputs.x as tf.Tensor4D;
      const dy = inputs.dy as tf.Tensor4D;
      const info = tf.backend_util.computeConv2DInfo(x.shape, filterShape, strides, 1, pad, dimRoundingMode);
      const aligned = align(x, dy, info);
      const [height, width, ci, co] = filterShape;
      // The second factor is repacked for speed, which costs more than the transpose: the lesser work wins.
      const products = co < height * width * ci ? inputFirst(aligned, info) : gradientFirst(aligned, info);
      return tf.reshape(products, [height, width, ci, co]);
    });
  },
};

/** xᵀ · dy for each offset; dy is the second factor of all, so it is repacked only once. */
function inputFirst({ input, gradient, firstRow }: Aligned, info: ConvInfo): tf.Tensor {
  const rows = gradient.shape[0];
  const transposed: tf.Tensor2D = tf.transpose(input);
  const channels = transposed.shape[0];
  const isWhole = rows === transposed.shape[1];
  return tf.stack(
    overKernel(info, (r, s) =>
      tf.tidy(() => {
        const met = isWhole ? transposed : tf.slice(transposed, [0, firstRow(r, s)], [channels, rows]);
        return tf.matMul(met, gradient);
      }),
    ),
  );
}

/** (dyᵀ · x)ᵀ for each offset. */
function gradientFirst({ input, gradient, firstRow }: Aligned, info: ConvInfo): tf.Tensor {
  const rows = gradient.shape[0];
  const transposed: tf.Tensor2D = tf.transpose(gradient);
  const channels = input.shape[1];
  const isWhole = rows === input.shape[0];
  const products = overKernel(info, (r, s) =>
    tf.tidy(() => {
      const met = isWhole ? input : tf.slice(input, [firstRow(r, s), 0], [rows, channels]);
      return tf.matMul(transposed, met as tf.Tensor2D);
    }),
  );
  return tf.transpose(tf.stack(products), [0, 2, 1]);
}
