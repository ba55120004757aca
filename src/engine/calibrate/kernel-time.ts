import * as tf from '@tensorflow/tfjs';
import { type Clock, fastest } from './stopwatch';

const KERNELS = 40;
const BUDGET_MS = 10;

/** Milliseconds that starting one kernel costs on the present backend: each waits for the one before. */
export async function measureKernel(now: Clock): Promise<number> {
  const start = tf.tensor1d([0.5, -0.5]);
  try {
    const ms = await fastest(
      async () => {
        const last = tf.tidy(() => {
          let current: tf.Tensor = start;
          for (let kernel = 0; kernel < KERNELS; kernel++) current = tf.relu(current);
          return current;
        });
        await last.data();
        last.dispose();
      },
      now,
      BUDGET_MS,
    );
    return ms / KERNELS;
  } finally {
    start.dispose();
  }
}
