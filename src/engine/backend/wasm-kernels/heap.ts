import type * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';

/** A new float32 tensor in the backend's memory. Its content is whatever was there before. */
export function allocate(backend: unknown, shape: number[]): tf.TensorInfo {
  return (backend as BackendWasm).makeOutput(shape, 'float32');
}

/** The tensor's values in the backend's memory, not a copy. Any allocation may move that memory. */
export function valuesOf(backend: unknown, tensor: tf.TensorInfo): Float32Array {
  return (backend as BackendWasm).typedArrayFromHeap(tensor) as Float32Array;
}
