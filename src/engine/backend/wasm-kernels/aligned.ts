import * as tf from '@tensorflow/tfjs';
import { padOrCrop, spread } from './spread';

export type ConvInfo = ReturnType<typeof tf.backend_util.computeConv2DInfo>;

/** Input and output gradient of a convolution, laid out so that a kernel offset is a shift of rows. */
export interface Aligned {
  /** [pixels, input channels] of the padded input. */
  readonly input: tf.Tensor2D;
  /** [rows, output channels]: zero wherever the input's piece holds what does not meet the kernel. */
  readonly gradient: tf.Tensor2D;
  /** The `rows` input pixels that meet the kernel at offset (r, s) begin here. */
  firstRow(r: number, s: number): number;
}

/**
 * Pads the input to [n, H, W, ci] and spreads the gradient with zeros on the same grid. Flattened, the
 * input pixel that meets kernel offset (r, s) lies r·dilation·W + s·dilation rows behind the gradient's
 * pixel, for every pixel: so a filter gradient needs one memory copy an offset instead of a gather.
 */
export function align(x: tf.Tensor4D, dy: tf.Tensor4D, info: ConvInfo): Aligned {
  const { padInfo, strideHeight, strideWidth, dilationHeight, dilationWidth } = info;
  const height = Math.max(padInfo.top + info.inHeight + padInfo.bottom, info.outHeight * strideHeight);
  const width = Math.max(padInfo.left + info.inWidth + padInfo.right, info.outWidth * strideWidth);
  const input = padOrCrop(x, {
    top: padInfo.top,
    bottom: height - padInfo.top - info.inHeight,
    left: padInfo.left,
    right: width - padInfo.left - info.inWidth,
  });
  const onGrid = padOrCrop(spread(dy, strideHeight, strideWidth), {
    top: 0,
    bottom: height - info.outHeight * strideHeight,
    left: 0,
    right: width - info.outWidth * strideWidth,
  });
  const firstRow = (r: number, s: number) => r * dilationHeight * width + s * dilationWidth;
  const pixels = info.batchSize * height * width;
  const rows = pixels - firstRow(info.filterHeight - 1, info.filterWidth - 1);
  const gradient: tf.Tensor2D = tf.reshape(onGrid, [pixels, dy.shape[3]]);
  return {
    input: tf.reshape(input, [pixels, x.shape[3]]),
    gradient: rows === pixels ? gradient : tf.slice(gradient, [0, 0], [rows, dy.shape[3]]),
    firstRow,
  };
}

/** Runs `f` for every offset of the kernel, row by row. */
export function overKernel<T>(info: ConvInfo, f: (r: number, s: number) => T): T[] {
  return Array.from({ length: info.filterHeight * info.filterWidth }, (_, i) =>
    f(Math.floor(i / info.filterWidth), i % info.filterWidth),
  );
}
