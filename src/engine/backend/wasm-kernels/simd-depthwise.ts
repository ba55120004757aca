import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { type SimdModule, simdModule } from '../simd/module';
import type { ConvInfo } from './aligned';
import type { DepthwiseAttributes } from './attributes';
import { addressOf, allocate, fillZeros, withScratch } from './heap';
import { CLAMPS } from './simd-convolution';

type Shape = [number, number, number, number];

const FLOAT = 4;
const WIDTHS = [3, 5] as const;

/** The library leaves the dilation of a forward pass open. */
interface ForwardAttributes extends Omit<DepthwiseAttributes, 'dilations'> {
  readonly dilations?: DepthwiseAttributes['dilations'] | null;
  readonly activation?: string;
}

/** A depthwise convolution with bias and activation, rows of the kernel in registers. */
export function simdDepthwise(original: tf.KernelConfig): tf.KernelConfig {
  return {
    ...original,
    kernelFunc: (call) => {
      const x = call.inputs.x as tf.TensorInfo;
      const filter = call.inputs.filter as tf.TensorInfo;
      const bias = call.inputs.bias as tf.TensorInfo | undefined;
      const attributes = call.attrs as unknown as ForwardAttributes;
      const info = infoOf(x.shape as Shape, filter.shape as Shape, attributes);
      const clamp = CLAMPS[attributes.activation ?? 'linear'];
      const wholeBias = !bias || tf.util.sizeFromShape(bias.shape) === info.outChannels;
      if (!clamp || !wholeBias || !isSimple(info)) return original.kernelFunc(call);
      const backend = call.backend as BackendWasm;
      const output = allocate(backend, info.outShape);
      withScratch(backend, [info.outChannels], ([zeros = 0]) => {
        if (!bias) fillZeros(backend, zeros, info.outChannels);
        const start = bias ? addressOf(backend, bias) : zeros;
        const [image, kernel] = [addressOf(backend, x), addressOf(backend, filter)];
        convolve(simdModule(backend), image, kernel, addressOf(backend, output), start, info, clamp);
      });
      return output;
    },
  };
}

const infoOf = (shape: Shape, filterShape: Shape, attributes: ForwardAttributes): ConvInfo =>
  tf.backend_util.computeConv2DInfo(
    shape,
    filterShape,
    attributes.strides,
    attributes.dilations ?? 1,
    attributes.pad,
    attributes.dimRoundingMode,
    true,
  );

/** What the rows here can do: no dilation, one output a channel, and every window meets the image. */
function isSimple(info: ConvInfo): boolean {
  const { top, bottom, left, right } = info.padInfo;
  const { filterHeight, filterWidth, inChannels, outChannels } = info;
  return (
    info.dilationHeight === 1 &&
    info.dilationWidth === 1 &&
    inChannels === outChannels &&
    inChannels % 4 === 0 &&
    WIDTHS.some((width) => width === filterWidth) &&
    Math.max(top, bottom) < filterHeight &&
    Math.max(left, right) < filterWidth &&
    info.batchSize * info.outHeight * info.outWidth > 0
  );
}

/** A row of outputs, and the rows of the kernel that lie inside of the image for it. */
interface OutputRow {
  /** The image's row under the first of them, in bytes from the first image on. */
  readonly image: number;
  /** The first of them, in bytes from the kernel's beginning on. */
  readonly kernel: number;
  readonly output: number;
  readonly kernelRows: number;
}

function* outputRows(info: ConvInfo): Generator<OutputRow> {
  const pixel = info.inChannels * FLOAT;
  for (let image = 0; image < info.batchSize; image++) {
    for (let row = 0; row < info.outHeight; row++) {
      const top = row * info.strideHeight - info.padInfo.top;
      const first = Math.max(0, -top);
      const end = Math.min(info.filterHeight, info.inHeight - top);
      yield {
        image: (image * info.inHeight + top + first) * info.inWidth * pixel,
        kernel: first * info.filterWidth * pixel,
        output: (image * info.outHeight + row) * info.outWidth * pixel,
        kernelRows: end - first,
      };
    }
  }
}

function convolve(
  simd: SimdModule,
  images: number,
  filter: number,
  outputs: number,
  bias: number,
  info: ConvInfo,
  [low, high]: readonly [number, number],
): void {
  const pixel = info.inChannels * FLOAT;
  const { one, all } =
    info.filterWidth === 3
      ? { one: simd.depthwise1x3, all: simd.depthwise3x3 }
      : { one: simd.depthwise1x5, all: undefined };
  const place = [info.inWidth, info.inChannels, -info.padInfo.left, info.strideWidth, info.outWidth];
  for (const { image, kernel, output, kernelRows } of outputRows(info)) {
    const to = outputs + output;
    if (all && kernelRows === 3) {
      all(images + image, filter + kernel, to, ...place, bias, 0, low, high);
      continue;
    }
    for (let r = 0; r < kernelRows; r++) {
      const from = images + image + r * info.inWidth * pixel;
      const row = filter + kernel + r * info.filterWidth * pixel;
      const start = r === 0 ? [bias, 0] : [to, pixel];
      const bounds =
        r === kernelRows - 1 ? [low, high] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
      one(from, row, to, ...place, ...start, ...bounds);
    }
  }
}

/** Gradient of a depthwise convolution's filter: one pass over input and gradient. */
export function simdDepthwiseFilterGradient(original: tf.KernelConfig): tf.KernelConfig {
  return {
    ...original,
    kernelFunc: (call) => {
      const x = call.inputs.x as tf.TensorInfo;
      const dy = call.inputs.dy as tf.TensorInfo;
      const attributes = call.attrs as unknown as DepthwiseAttributes & { filterShape: Shape };
      const info = infoOf(x.shape as Shape, attributes.filterShape, attributes);
      if (!isSimple(info)) return original.kernelFunc(call);
      const backend = call.backend as BackendWasm;
      const simd = simdModule(backend);
      const output = allocate(backend, attributes.filterShape);
      const [images, gradients, filter] = [x, dy, output].map((each) => addressOf(backend, each)) as [
        number,
        number,
        number,
      ];
      fillZeros(backend, filter, tf.util.sizeFromShape(attributes.filterShape));
      const { one, all } =
        info.filterWidth === 3
          ? { one: simd.depthwiseFilterGradient1x3, all: simd.depthwiseFilterGradient3x3 }
          : { one: simd.depthwiseFilterGradient1x5, all: undefined };
      onRows(info, one, all, images, filter, gradients);
      return output;
    },
  };
}

/** Gradient of a depthwise convolution's input. */
export function simdDepthwiseInputGradient(original: tf.KernelConfig): tf.KernelConfig {
  return {
    ...original,
    kernelFunc: (call) => {
      const dy = call.inputs.dy as tf.TensorInfo;
      const filter = call.inputs.filter as tf.Tensor4D;
      const attributes = call.attrs as unknown as DepthwiseAttributes & { inputShape: Shape };
      const info = infoOf(attributes.inputShape, filter.shape, attributes);
      if (!isSimple(info)) return original.kernelFunc(call);
      const backend = call.backend as BackendWasm;
      const simd = simdModule(backend);
      const output = allocate(backend, attributes.inputShape);
      const images = addressOf(backend, output);
      fillZeros(backend, images, tf.util.sizeFromShape(attributes.inputShape));
      const one = info.filterWidth === 3 ? simd.depthwiseInputGradient1x3 : simd.depthwiseInputGradient1x5;
      onRows(info, one, undefined, images, addressOf(backend, filter), addressOf(backend, dy));
      return output;
    },
  };
}

type Call = (...numbers: number[]) => void;

/** Calls `all` for rows of outputs that meet three rows of the kernel, and `one` for each row of others. */
function onRows(
  info: ConvInfo,
  one: Call,
  all: Call | undefined,
  images: number,
  filter: number,
  gradients: number,
): void {
  const pixel = info.inChannels * FLOAT;
  const place = [info.inWidth, info.inChannels, -info.padInfo.left, info.strideWidth, info.outWidth];
  for (const { image, kernel, output, kernelRows } of outputRows(info)) {
    if (all && kernelRows === 3) {
      all(images + image, filter + kernel, gradients + output, ...place);
      continue;
    }
    for (let r = 0; r < kernelRows; r++) {
      const from = images + image + r * info.inWidth * pixel;
      one(from, filter + kernel + r * info.filterWidth * pixel, gradients + output, ...place);
    }
  }
}
