import * as tf from '@tensorflow/tfjs';
import type { ConvInfo } from './aligned';
import { allocate, valuesOf } from './heap';

interface Attributes {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number | tf.backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/**
 * Gradient of max pooling: dy goes to the first largest value of each window. A loop over the
 * backend's memory; its own kernel does not clear its output and is ten times slower.
 */
export const maxPoolGradient: tf.KernelConfig = {
  kernelName: 'MaxPoolGrad',
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as Attributes;
    const { input, dy } = inputs as { input: tf.TensorInfo; dy: tf.TensorInfo };
    const shape = input.shape as [number, number, number, number];
    const info = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
    const output = allocate(backend, shape);
    const gradient = valuesOf(backend, output).fill(0);
    passBack(valuesOf(backend, input), valuesOf(backend, dy), gradient, info);
    return output;
  },
};

/** Adds each window's gradient to its first largest input. All arrays are [n, h, w, c], row-major. */
function passBack(x: Float32Array, dy: Float32Array, dx: Float32Array, info: ConvInfo): void {
  const { inHeight, inWidth, inChannels, outHeight, outWidth, padInfo } = info;
  let from = 0;
  for (let image = 0; image < info.batchSize; image++) {
    for (let row = 0; row < outHeight; row++) {
      const top = row * info.strideHeight - padInfo.top;
      const rows = [Math.max(0, top), Math.min(inHeight, top + info.effectiveFilterHeight)] as const;
      for (let column = 0; column < outWidth; column++) {
        const left = column * info.strideWidth - padInfo.left;
        const first = Math.max(0, left);
        const end = Math.min(inWidth, left + info.effectiveFilterWidth);
        for (let channel = 0; channel < inChannels; channel++) {
          let place = -1;
          let largest = Number.NEGATIVE_INFINITY;
          for (let y = rows[0]; y < rows[1]; y++) {
            let at = ((image * inHeight + y) * inWidth + first) * inChannels + channel;
            for (let count = first; count < end; count++, at += inChannels) {
              const value = x[at] as number;
              if (value > largest) {
                largest = value;
                place = at;
              }
            }
          }
          // Nothing is larger than −∞ in a window of NaN: the gradient is lost, the loss shows it.
          if (place >= 0) dx[place] = (dx[place] as number) + (dy[from] as number);
          from++;
        }
      }
    }
  }
}
