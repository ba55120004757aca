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

/** Where the tensor's values begin in the backend's memory, in bytes. */
export const addressOf = (backend: unknown, { dataId }: tf.TensorInfo): number =>
  (backend as BackendWasm).getMemoryOffset(dataId);

/** Lends memory for so many floats each; what is in it is whatever was there before. */
export function withScratch<T>(
  backend: unknown,
  floats: readonly number[],
  use: (addresses: readonly number[]) => T,
): T {
  const { _malloc, _free } = (backend as BackendWasm).wasm as unknown as {
    _malloc(bytes: number): number;
    _free(address: number): void;
  };
  // Addresses from 2 GB on come as negative numbers.
  const addresses = floats.map((count) => _malloc(Math.max(1, count) * 4) >>> 0);
  try {
    return use(addresses);
  } finally {
    addresses.forEach(_free);
  }
}

export function fillZeros(backend: unknown, address: number, floats: number): void {
  const { HEAPU8 } = (backend as BackendWasm).wasm as unknown as { HEAPU8: Uint8Array };
  new Float32Array(HEAPU8.buffer, address, floats).fill(0);
}
