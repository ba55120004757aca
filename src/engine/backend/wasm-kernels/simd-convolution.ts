import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { simdModule } from '../simd/module';
import type { ConvInfo } from './aligned';
import type { ConvolutionAttributes } from './attributes';
import { addressOf, allocate, fillZeros, withScratch } from './heap';
import { isPointwise, isSimple, windowsOf } from './windows';

interface Attributes extends ConvolutionAttributes {
  readonly dilations: number | [number, number];
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly activation?: string;
}

/** The bounds of activations that only clamp. */
export const CLAMPS: Readonly<Record<string, readonly [number, number]>> = {
  linear: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  relu: [0, Number.POSITIVE_INFINITY],
  relu6: [0, 6],
};

/**
 * A convolution with bias and activation as matrix products of its windows, half again as fast as the
 * backend's own with one thread. With several threads the backend's own is the faster one.
 */
export function simdConvolution(original: tf.KernelConfig): tf.KernelConfig {
  return {
    ...original,
    kernelFunc: (call) => {
      const x = call.inputs.x as tf.TensorInfo;
      const filter = call.inputs.filter as tf.TensorInfo;
      const bias = call.inputs.bias as tf.TensorInfo | undefined;
      const { strides, pad, dilations, dataFormat, dimRoundingMode, activation } =
        call.attrs as unknown as Attributes;
      const info = tf.backend_util.computeConv2DInfo(
        x.shape as [number, number, number, number],
        filter.shape as [number, number, number, number],
        strides,
        dilations,
        pad,
        dimRoundingMode,
        false,
      );
      const clamp = CLAMPS[activation ?? 'linear'];
      const empty = tf.util.sizeFromShape(x.shape) * info.outHeight * info.outWidth === 0;
      const wholeBias = !bias || tf.util.sizeFromShape(bias.shape) === info.outChannels;
      if (!clamp || !wholeBias || empty || !isSimple(info) || dataFormat === 'NCHW') {
        return original.kernelFunc(call);
      }
      return convolve(call.backend as BackendWasm, x, filter, bias, info, clamp);
    },
  };
}

function convolve(
  backend: BackendWasm,
  x: tf.TensorInfo,
  filter: tf.TensorInfo,
  bias: tf.TensorInfo | undefined,
  info: ConvInfo,
  [low, high]: readonly [number, number],
): tf.TensorInfo {
  const simd = simdModule(backend);
  const output = allocate(backend, info.outShape);
  const windows = windowsOf(info, simd);
  const columns = info.outChannels;
  const pointwise = isPointwise(info);
  const sizes = [windows.depth * columns, bias ? 0 : columns, pointwise ? 0 : windows.most * windows.depth];
  withScratch(backend, sizes, ([packed = 0, zeros = 0, patches = 0]) => {
    simd.pack(addressOf(backend, filter), packed, windows.depth, columns);
    if (!bias) fillZeros(backend, zeros, columns);
    const offset = bias ? addressOf(backend, bias) : zeros;
    const result = addressOf(backend, output);
    const images = addressOf(backend, x);
    const times = (from: number, to: number, rows: number) =>
      simd.product(
        from,
        windows.stride,
        packed,
        to,
        columns * 4,
        rows,
        columns,
        windows.depth,
        offset,
        low,
        high,
      );
    if (pointwise) {
      times(images, result, info.batchSize * info.outHeight * info.outWidth);
    } else {
      windows.forEachBlock(({ first, count, layOut }) => {
        layOut(images, patches);
        times(patches, result + first * columns * 4, count);
      });
    }
  });
  return output;
}
