import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { start } from '../engine/backend/start';

/** Runs work on the WASM backend with tfjs's own kernels alone, then puts Graft's back. */
export type WithStockKernels = <T>(work: () => Promise<T>) => Promise<T>;

/** Starts the WASM backend. To be called before anything else starts it: tfjs's own kernels are taken first. */
export async function startWithStockKernels(): Promise<WithStockKernels> {
  const stock = kernels();
  await start('wasm');
  const ours = kernels();
  const added = [...ours.keys()].filter((name) => ours.get(name) !== stock.get(name));
  if (added.length === 0)
    throw new Error(
      'Graft’s kernels were registered before: take this measurement first, in a process of its own.',
    );
  // Graft's took their places before the backend started, and only then are kernels bound to it.
  for (const name of added) stock.get(name)?.setupFunc?.(tf.backend());
  const put = (from: ReadonlyMap<string, tf.KernelConfig>) => {
    for (const name of added) {
      if (tf.getKernel(name, 'wasm')) tf.unregisterKernel(name, 'wasm');
      const kernel = from.get(name);
      if (kernel) tf.registerKernel(kernel);
    }
  };
  return async (work) => {
    put(stock);
    try {
      return await work();
    } finally {
      put(ours);
    }
  };
}

function kernels(): ReadonlyMap<string, tf.KernelConfig> {
  return new Map(tf.getKernelsForBackend('wasm').map((kernel) => [kernel.kernelName, kernel]));
}
