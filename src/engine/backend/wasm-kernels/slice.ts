import * as tf from '@tensorflow/tfjs';
import { allocate, valuesOf } from './heap';

interface Attributes {
  readonly begin: number | number[];
  readonly size: number | number[];
}

/**
 * A slice copied within the backend's memory, in the longest runs there are. The backend's own kernel
 * first copies the whole input out of that memory, however small the slice.
 */
export function slice(original: tf.KernelConfig): tf.KernelConfig {
  return {
    ...original,
    kernelFunc: (call) => {
      const x = call.inputs.x as tf.TensorInfo;
      if (x.dtype !== 'float32') return original.kernelFunc(call);
      const { begin, size } = call.attrs as unknown as Attributes;
      const [from = [], shape = []] = tf.slice_util.parseSliceParams(x as tf.Tensor, begin, size);
      const output = allocate(call.backend, shape);
      // Read only now: an allocation may move the memory.
      copyRuns(valuesOf(call.backend, x), valuesOf(call.backend, output), x.shape, from, shape);
      return output;
    },
  };
}

/** Copies [from, from + shape) of a row-major array. */
function copyRuns(
  source: Float32Array,
  target: Float32Array,
  sourceShape: readonly number[],
  from: readonly number[],
  shape: readonly number[],
): void {
  if (target.length === 0) return;
  const strides = tf.util.computeStrides([...sourceShape, 1]);
  // The last axis that is cut: up to it, indices step; from it on, values lie side by side.
  let cut = shape.length - 1;
  while (cut > 0 && shape[cut] === sourceShape[cut]) cut--;
  const run = shape.slice(cut).reduce((product, length) => product * length, 1);
  const first = from.reduce((offset, index, axis) => offset + index * (strides[axis] ?? 1), 0);
  const index = new Array<number>(Math.max(0, cut)).fill(0);
  let at = first;
  for (let written = 0; written < target.length; written += run) {
    target.set(source.subarray(at, at + run), written);
    for (let axis = cut - 1; axis >= 0; axis--) {
      const stride = strides[axis] ?? 1;
      const next = (index[axis] ?? 0) + 1;
      at += stride;
      if (next < (shape[axis] ?? 1)) {
        index[axis] = next;
        break;
      }
      index[axis] = 0;
      at -= next * stride;
    }
  }
}
