import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { simdModule } from '../simd/module';
import type { ConvInfo } from './aligned';
import type { ConvolutionAttributes } from './attributes';
import { addressOf, allocate, fillZeros, withScratch } from './heap';
import { isPointwise, isSimple, windowsOf } from './windows';

type Shape = [number, number, number, number];

const FLOAT = 4;

interface FilterAttributes extends ConvolutionAttributes {
  readonly filterShape: Shape;
}

/**
 * Gradient of a convolution's filter [kh, kw, ci, co]: (windows)ᵀ · dy, block by block of windows. Strides
 * cost nothing extra.
 */
export function simdConvFilterGradient(original: tf.KernelConfig): tf.KernelConfig {
  return {
    ...original,
    kernelFunc: (call) => {
      const { strides, pad, dimRoundingMode, filterShape } = call.attrs as unknown as FilterAttributes;
      const x = call.inputs.x as tf.TensorInfo;
      const dy = call.inputs.dy as tf.TensorInfo;
      const shape = x.shape as Shape;
      const info = tf.backend_util.computeConv2DInfo(shape, filterShape, strides, 1, pad, dimRoundingMode);
      if (!isSimple(info)) return original.kernelFunc(call);
      const backend = call.backend as BackendWasm;
      const output = allocate(backend, filterShape);
      addFilterGradient(backend, x, dy, output, info);
      return output;
    },
  };
}

function addFilterGradient(
  backend: BackendWasm,
  x: tf.TensorInfo,
  dy: tf.TensorInfo,
  output: tf.TensorInfo,
  info: ConvInfo,
): void {
  const simd = simdModule(backend);
  // Tiles are four inputs high; what a filter of e.g. 27 inputs has too few of is cut off at the end.
  const windows = windowsOf(info, simd, 4);
  const columns = info.outChannels;
  const depth = windows.stride / FLOAT;
  const direct = isPointwise(info) && depth === windows.depth;
  const { most } = windows;
  withScratch(
    backend,
    [depth * columns, direct ? 0 : most * depth, most * depth, most * columns],
    ([sum = 0, patches = 0, left = 0, right = 0]) => {
      fillZeros(backend, sum, depth * columns);
      const images = addressOf(backend, x);
      const gradients = addressOf(backend, dy);
      windows.forEachBlock(({ first, count, layOut }) => {
        if (!direct) layOut(images, patches);
        const inputs = direct ? images + first * windows.stride : patches;
        simd.gatherColumns(inputs, left, windows.stride, count, depth);
        simd.gatherColumns(gradients + first * columns * FLOAT, right, columns * FLOAT, count, columns);
        simd.addTransposedProduct(left, right, sum, count, depth, columns);
      });
      simd.copy(sum, addressOf(backend, output), windows.depth * columns);
    },
  );
}

interface InputAttributes extends ConvolutionAttributes {
  readonly inputShape: Shape;
}

/** Gradient of a convolution's input: dy · filterᵀ gives each window's share, which is added to the image. */
export function simdConvInputGradient(original: tf.KernelConfig): tf.KernelConfig {
  return {
    ...original,
    kernelFunc: (call) => {
      const { strides, pad, dimRoundingMode, inputShape } = call.attrs as unknown as InputAttributes;
      const dy = call.inputs.dy as tf.TensorInfo;
      const filter = call.inputs.filter as tf.TensorInfo;
      const shape = filter.shape as Shape;
      const info = tf.backend_util.computeConv2DInfo(inputShape, shape, strides, 1, pad, dimRoundingMode);
      if (!isSimple(info) || info.inChannels % 4 !== 0) return original.kernelFunc(call);
      const backend = call.backend as BackendWasm;
      const output = allocate(backend, inputShape);
      inputGradient(backend, dy, filter, output, info);
      return output;
    },
  };
}

function inputGradient(
  backend: BackendWasm,
  dy: tf.TensorInfo,
  filter: tf.TensorInfo,
  output: tf.TensorInfo,
  info: ConvInfo,
): void {
  const simd = simdModule(backend);
  const windows = windowsOf(info, simd);
  const { depth, stride } = windows;
  const channels = info.outChannels;
  const direct = isPointwise(info);
  withScratch(
    backend,
    [depth * channels, depth, direct ? 0 : windows.most * depth],
    ([packed = 0, zeros = 0, patches = 0]) => {
      simd.packTransposed(addressOf(backend, filter), packed, channels, depth);
      fillZeros(backend, zeros, depth);
      const gradients = addressOf(backend, dy);
      const images = addressOf(backend, output);
      const times = (first: number, count: number, to: number) =>
        simd.product(
          gradients + first * channels * FLOAT,
          channels * FLOAT,
          packed,
          to,
          stride,
          count,
          depth,
          channels,
          zeros,
          Number.NEGATIVE_INFINITY,
          Number.POSITIVE_INFINITY,
        );
      if (direct) {
        times(0, info.batchSize * info.outHeight * info.outWidth, images);
        return;
      }
      fillZeros(backend, images, tf.util.sizeFromShape(output.shape));
      windows.forEachBlock(({ first, count, addTo }) => {
        times(first, count, patches);
        addTo(images, patches);
      });
    },
  );
}
