import * as tf from '@tensorflow/tfjs';
import { noise } from '../../src/engine/calibrate/noise';
import { median, pairedTimes, rounded, timeOf } from './paired';
import type { MatrixProduct, Torch } from './torch/client';

/** A 1×1 convolution from 576 to 96 channels on 32 maps of 12×12: deep, so that it multiplies more than it writes. */
const PRODUCT: MatrixProduct = { rows: 32 * 12 * 12, depth: 576, columns: 96 };
const FLOPS = 2 * PRODUCT.rows * PRODUCT.depth * PRODUCT.columns;
const gigaflops = (ms: number): number => rounded(FLOPS / ms / 1e6);

/** GFLOP/s of a product of two matrices on the present backend: the limit for what a network can reach there. */
export async function productRate(runs: number): Promise<number> {
  const product = openProduct();
  const times: number[] = [];
  for (let run = 0; run <= runs; run++) times.push(await timeOf(product.multiply));
  product.dispose();
  return gigaflops(median(times.slice(1)));
}

/**
 * The same, beside the same product in PyTorch. WebAssembly multiplies four numbers at once, where AVX2
 * multiplies eight.
 */
export async function productRates(torch: Torch, threads: number, runs: number): Promise<string> {
  const product = openProduct();
  const { a, b, ratio } = await pairedTimes(
    () => timeOf(product.multiply),
    () => torch.time({ kind: 'product', threads, ...PRODUCT }),
    runs,
  );
  product.dispose();
  return `${gigaflops(a)} / ${gigaflops(b)} GFLOP/s, ${rounded(ratio)} times the time`;
}

function openProduct() {
  const x = noise([1, PRODUCT.rows, 1, PRODUCT.depth], 1) as tf.Tensor4D;
  const filter = noise([1, 1, PRODUCT.depth, PRODUCT.columns], 1) as tf.Tensor4D;
  return {
    async multiply() {
      const result = tf.conv2d(x, filter, 1, 'valid');
      await result.data();
      result.dispose();
    },
    dispose: () => tf.dispose([x, filter]),
  };
}
